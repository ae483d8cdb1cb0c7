package dev.belay.view;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Answers as {@link PositionsActor} does, for the legs of all nodes of the cluster. */
public final class AllPositionsActor {

    private static final ServiceKey<PositionsActor.Command> KEY =
            ServiceKey.create(PositionsActor.Command.class, "positions");

    private static final GatherActor.Sum<PositionsActor.Views> VIEWS = new GatherActor.Sum<>(
            PositionsActor.Views.class,
            silent -> new PositionsActor.Views(List.of(), silent),
            PositionsActor.Views::and);
    private static final GatherActor.Sum<PositionsActor.Quarantines> QUARANTINES = new GatherActor.Sum<>(
            PositionsActor.Quarantines.class,
            silent -> new PositionsActor.Quarantines(List.of()),
            PositionsActor.Quarantines::and);

    private record Nodes(Set<ActorRef<PositionsActor.Command>> nodes) implements PositionsActor.Command {}

    private static final class State {
        Set<ActorRef<PositionsActor.Command>> nodes;

        State(Set<ActorRef<PositionsActor.Command>> nodes) {
            this.nodes = nodes;
        }
    }

    private final ActorContext<PositionsActor.Command> context;
    private final ActorRef<PositionsActor.Command> own;
    private final State state;

    private AllPositionsActor(ActorContext<PositionsActor.Command> context, ActorRef<PositionsActor.Command> own) {
        this.context = context;
        this.own = own;
        this.state = new State(Set.of(own));
    }

    /** Asks {@code own}, which the other nodes may ask too, and those of the other nodes. */
    public static Behavior<PositionsActor.Command> create(ActorRef<PositionsActor.Command> own) {
        return Behaviors.setup(context -> {
            ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
            receptionist.tell(Receptionist.register(KEY, own));
            receptionist.tell(Receptionist.subscribe(
                    KEY,
                    context.messageAdapter(
                            Receptionist.Listing.class, listing -> new Nodes(listing.getServiceInstances(KEY)))));
            return new AllPositionsActor(context, own).running();
        });
    }

    private Behavior<PositionsActor.Command> running() {
        return Behaviors.receive(PositionsActor.Command.class)
                .onMessage(Nodes.class, heard -> {
                    state.nodes = heard.nodes().contains(own) ? heard.nodes() : Set.of(own);
                    return Behaviors.same();
                })
                .onAnyMessage(this::onAsked)
                .build();
    }

    private Behavior<PositionsActor.Command> onAsked(PositionsActor.Command question) {
        if (state.nodes.size() < 2) {
            own.tell(question);
        } else if (question instanceof PositionsActor.GetAll all) {
            gather(PositionsActor.GetAll::new, VIEWS, all.replyTo());
        } else if (question instanceof PositionsActor.GetOne one) {
            gather(replyTo -> new PositionsActor.GetOne(one.leg(), replyTo), VIEWS, one.replyTo());
        } else if (question instanceof PositionsActor.GetQuarantined quarantined) {
            gather(PositionsActor.GetQuarantined::new, QUARANTINES, quarantined.replyTo());
        }
        return Behaviors.same();
    }

    private <T> void gather(
            Function<ActorRef<T>, PositionsActor.Command> question, GatherActor.Sum<T> sum, ActorRef<T> replyTo) {
        context.spawnAnonymous(GatherActor.create(state.nodes, question, sum, replyTo));
    }
}
