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
import java.util.List;
import java.util.function.Consumer;

/** Owns the exchange: everything that happens to it happens here, one after the other. */
final class SimulatorActor extends AbstractBehavior<SimulatorActor.Command> {

    /** What it can be told. */
    sealed interface Command {}

    /** A REST call. */
    record Rest(Call call, ActorRef<Reply> replyTo) implements Command {}

    /** Prices of one moment; the sender has begun the work, see {@link Pace}. */
    record Prices(List<PriceStep> steps) implements Command {
        Prices {
            steps = List.copyOf(steps);
        }
    }

    record SocketOpened(StreamSession session) implements Command {}

    record SocketSaid(StreamSession session, String text) implements Command {}

    record SocketClosed(StreamSession session) implements Command {}

    /** Something that is done by hand. */
    record Act(Consumer<SimulatorCore> act) implements Command {}

    /** The end; {@code last} runs when nothing more can happen to the exchange. */
    record Stop(Runnable last) implements Command {}

    private final SimulatorCore core;
    private final Pace pace;

    private SimulatorActor(ActorContext<Command> context, SimulatorCore core, Pace pace) {
        super(context);
        this.core = core;
        this.pace = pace;
    }

    static Behavior<Command> create(SimulatorCore core, Pace pace) {
        return Behaviors.setup(context -> new SimulatorActor(context, core, pace));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Rest.class, this::answer)
                .onMessage(Prices.class, this::prices)
                .onMessage(SocketOpened.class, opened -> {
                    core.hub().open(opened.session());
                    return this;
                })
                .onMessage(SocketSaid.class, said -> {
                    core.hub().said(said.session(), said.text());
                    return this;
                })
                .onMessage(SocketClosed.class, closed -> {
                    core.hub().close(closed.session());
                    return this;
                })
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

    private Behavior<Command> answer(Rest rest) {
        rest.replyTo().tell(core.answer(rest.call()));
        return this;
    }

    private Behavior<Command> prices(Prices prices) {
        try {
            core.prices(prices.steps());
        } finally {
            pace.end();
        }
        return this;
    }
}
