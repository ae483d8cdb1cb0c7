package dev.belay.position.lookup;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.money.LegId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers how large a position is, each lookup by itself so that none waits for another, and counts where the answers
 * came from.
 */
public final class PositionLookupActor {

    private static final long ALARM_AGAIN_MILLIS = 600_000;

    public sealed interface Command {}

    /** Looks the position of {@code leg} up. */
    public record Find(LegId leg, ActorRef<LookupResult> replyTo) implements Command {}

    /** The count of the last 24 hours. */
    public record GetSummary(ActorRef<LookupTally.Summary> replyTo) implements Command {}

    /** A lookup is over; whoever asked is answered when it is counted. */
    record Ended(LookupResult result, ActorRef<LookupResult> replyTo) implements Command {}

    /** What has been counted, and said aloud. */
    private static final class Counted {
        final LookupTally tally = new LookupTally();
        final Map<String, Long> raisedAt = new HashMap<>();
        long lookups;
    }

    private final ActorContext<Command> context;
    private final LookupWorld world;
    private final Counted counted = new Counted();

    private PositionLookupActor(ActorContext<Command> context, LookupWorld world) {
        this.context = context;
        this.world = world;
    }

    public static Behavior<Command> create(LookupWorld world) {
        return Behaviors.setup(context -> new PositionLookupActor(context, world).running());
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Find.class, this::onFind)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(GetSummary.class, this::onGetSummary)
                .build();
    }

    private Behavior<Command> onFind(Find find) {
        counted.lookups++;
        context.spawn(
                LookupActor.create(find.leg(), world, find.replyTo(), context.getSelf()), "lookup-" + counted.lookups);
        return Behaviors.same();
    }

    private Behavior<Command> onEnded(Ended ended) {
        LookupResult result = ended.result();
        long now = world.clock().millis();
        counted.tally.count(result, now);
        if (result.position().isEmpty()) {
            context.getLog().warn("the position of {} cannot be told: {}", result.leg(), result.story());
        }
        alarm(LookupTally.alarms(counted.tally.summary(now)), now);
        ended.replyTo().tell(result);
        return Behaviors.same();
    }

    private void alarm(List<String> alarms, long now) {
        for (String alarm : alarms) {
            String kind = alarm.replaceAll("[0-9]+", "");
            if (now - counted.raisedAt.getOrDefault(kind, Long.MIN_VALUE / 2) >= ALARM_AGAIN_MILLIS) {
                counted.raisedAt.put(kind, now);
                context.getLog().warn("lookups of positions: {}", alarm);
            }
        }
    }

    private Behavior<Command> onGetSummary(GetSummary get) {
        get.replyTo().tell(counted.tally.summary(world.clock().millis()));
        return Behaviors.same();
    }
}
