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
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final long ALARMING_MILLIS = 500;
    /** The middle of a longer exchange is too rough a guess to replace a better one. */
    private static final long ROUGH_MILLIS = 1_000;

    /** When the exchange was last asked, and whether it has answered well. */
    private static final class Asked {
        boolean out;
        boolean everSet;
        long at;
    }

    sealed interface Command {}

    private enum Due implements Command {
        INSTANCE
    }

    private enum Refused implements Command {
        INSTANCE
    }

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final MachineClock clock;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final Asked asked = new Asked();

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
            gateway.tell(new ExchangeGatewayActor.WatchClock(
                    context.messageAdapter(ExchangeGatewayActor.ClockRefused.class, refused -> Refused.INSTANCE)));
            return new ClockActor(context, timers, clock, gateway).running();
        }));
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Due.class, due -> onDue())
                .onMessage(Refused.class, refused -> onRefused())
                .onMessage(Answered.class, answered -> onAnswered(answered.result()))
                .build();
    }

    private Behavior<Command> onDue() {
        if (!asked.out) {
            asked.out = true;
            asked.at = clock.millis();
            gateway.tell(new ExchangeGatewayActor.Call(new Request.ReadTime(), answers));
        }
        return Behaviors.same();
    }

    /** Many calls may be refused for one clock: one question answers all. */
    private Behavior<Command> onRefused() {
        boolean justSet = asked.everSet && Math.abs(clock.millis() - asked.at) < AT_MOST_EVERY.toMillis();
        if (justSet) {
            timers.startSingleTimer(Due.INSTANCE, AT_MOST_EVERY);
            return Behaviors.same();
        }
        return onDue();
    }

    private Behavior<Command> onAnswered(ExchangeGatewayActor.Result result) {
        asked.out = false;
        long now = clock.millis();
        boolean rough = asked.everSet && now - result.sentAt() > ROUGH_MILLIS;
        if (result.outcome() instanceof Outcome.Done done
                && done.answer() instanceof Answer.ServerTime time
                && !rough) {
            clock.set(time.millis(), result.sentAt(), now);
            asked.everSet = true;
            asked.at = clock.millis();
            warnOfOffset();
            timers.startSingleTimer(Due.INSTANCE, EVERY);
        } else {
            context.getLog().warn("the exchange's clock cannot be read well: {}", result.outcome());
            timers.startSingleTimer(Due.INSTANCE, AGAIN);
        }
        return Behaviors.same();
    }

    private void warnOfOffset() {
        if (Math.abs(clock.offsetMillis()) > ALARMING_MILLIS) {
            context.getLog()
                    .warn(
                            "the machine's clock is {} ms off the exchange's, which is corrected for; set it by NTP",
                            clock.offsetMillis());
        }
    }
}
