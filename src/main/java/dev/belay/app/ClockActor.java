package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import java.time.Duration;

/** Keeps {@link MachineClock} on the exchange's time: a request signed by a clock that is off is refused with -1021. */
final class ClockActor {

    private static final Duration EVERY = Duration.ofMinutes(3);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    sealed interface Command {}

    private enum Due implements Command {
        INSTANCE
    }

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final MachineClock clock;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<ExchangeGatewayActor.Result> answers;

    private ClockActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            MachineClock clock,
            ActorRef<ExchangeGatewayActor.Command> gateway) {
        this.context = context;
        this.timers = timers;
        this.clock = clock;
        this.gateway = gateway;
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Answered::new);
    }

    static Behavior<Command> create(MachineClock clock, ActorRef<ExchangeGatewayActor.Command> gateway) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            context.getSelf().tell(Due.INSTANCE);
            return new ClockActor(context, timers, clock, gateway).running();
        }));
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Due.class, due -> onDue())
                .onMessage(Answered.class, answered -> onAnswered(answered.result()))
                .build();
    }

    private Behavior<Command> onDue() {
        gateway.tell(new ExchangeGatewayActor.Call(new Request.ReadTime(), answers));
        return Behaviors.same();
    }

    private Behavior<Command> onAnswered(ExchangeGatewayActor.Result result) {
        if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.ServerTime time) {
            clock.set(time.millis(), result.sentAt(), clock.millis());
            timers.startSingleTimer(Due.INSTANCE, EVERY);
        } else {
            context.getLog().warn("the exchange's clock cannot be read: {}", result.outcome());
            timers.startSingleTimer(Due.INSTANCE, AGAIN);
        }
        return Behaviors.same();
    }
}
