package dev.belay.simulator;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.belay.market.Pace;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.StreamSession;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Owns the exchange: everything that happens to it happens here, one after the other. */
final class SimulatorActor extends AbstractBehavior<SimulatorActor.Command> {

    /** What it can be told. */
    sealed interface Command {}

    /** A REST call; a paced caller has begun work that ends with the answer, see {@link Pace}. */
    record Rest(Call call, boolean paced, ActorRef<Reply> replyTo) implements Command {}

    /** Prices of one moment; the sender has begun the work, see {@link Pace}. */
    record Prices(List<PriceStep> steps) implements Command {
        Prices {
            steps = List.copyOf(steps);
        }
    }

    /** A WebSocket wants in; the answer says whether it may. */
    record SocketOpened(StreamSession session, ActorRef<Boolean> replyTo) implements Command {}

    record SocketSaid(StreamSession session, String text) implements Command {}

    record SocketPonged(StreamSession session) implements Command {}

    /** More than ten messages within a second. */
    record SocketFlooded(StreamSession session) implements Command {}

    record SocketClosed(StreamSession session) implements Command {}

    /** Something whose time has come; the clock has begun the work. */
    record Due(Consumer<SimulatorCore> act, boolean ends) implements Command {}

    /** Something that is done by hand. */
    record Act(Consumer<SimulatorCore> act) implements Command {}

    /** The end; {@code last} runs when nothing more can happen to the exchange. */
    record Stop(Runnable last) implements Command {}

    private final SimulatorCore core;
    private final SimulatorClock clock;

    private SimulatorActor(ActorContext<Command> context, SimulatorCore core, SimulatorClock clock) {
        super(context);
        this.core = core;
        this.clock = clock;
        core.schedule((millis, act) -> later(millis, act, true));
    }

    static Behavior<Command> create(SimulatorCore core, SimulatorClock clock) {
        return Behaviors.setup(context -> new SimulatorActor(context, core, clock));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Rest.class, this::answer)
                .onMessage(Prices.class, this::prices)
                .onMessage(SocketOpened.class, opened -> {
                    opened.replyTo().tell(core.opens(opened.session()));
                    return this;
                })
                .onMessage(SocketSaid.class, said -> {
                    core.said(said.session(), said.text());
                    return this;
                })
                .onMessage(SocketPonged.class, ponged -> {
                    core.ponged(ponged.session());
                    return this;
                })
                .onMessage(SocketFlooded.class, flooded -> {
                    core.hub().flooded(flooded.session(), core.now());
                    return this;
                })
                .onMessage(SocketClosed.class, closed -> {
                    core.closed(closed.session());
                    return this;
                })
                .onMessage(Due.class, this::due)
                .onMessage(Act.class, act -> {
                    act.act().accept(core);
                    core.settle();
                    return this;
                })
                .onMessage(Stop.class, stop -> {
                    stop.last().run();
                    return Behaviors.stopped();
                })
                .build();
    }

    /** Answer and events race, as they do on the real exchange (binance-api §16.4). */
    private Behavior<Command> answer(Rest rest) {
        Reply reply = core.answer(rest.call());
        if (core.answersFirst()) {
            send(rest, reply);
            core.tell();
        } else {
            core.tell();
            send(rest, reply);
        }
        return this;
    }

    /** While an answer is held back, a paced caller's work is not under way; the clock begins it again. */
    private void send(Rest rest, Reply reply) {
        if (reply.delivery().delayMillis() == 0) {
            rest.replyTo().tell(reply);
            return;
        }
        later(reply.delivery().delayMillis(), () -> rest.replyTo().tell(reply), !rest.paced());
        if (rest.paced()) {
            clock.pace().end();
        }
    }

    private void later(long millis, Runnable act, boolean ends) {
        ActorRef<Command> self = getContext().getSelf();
        clock.after(Duration.ofMillis(millis), () -> self.tell(new Due(core -> act.run(), ends)));
    }

    private Behavior<Command> due(Due due) {
        try {
            due.act().accept(core);
            core.settle();
        } finally {
            if (due.ends()) {
                clock.pace().end();
            }
        }
        return this;
    }

    private Behavior<Command> prices(Prices prices) {
        try {
            core.prices(prices.steps());
        } finally {
            clock.pace().end();
        }
        return this;
    }
}
