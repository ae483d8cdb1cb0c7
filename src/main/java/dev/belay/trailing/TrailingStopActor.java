package dev.belay.trailing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStreamActor;
import dev.belay.money.Symbol;
import java.time.Duration;

/**
 * Follows the price for one open position with a {@link TrailFollower} and tells its parent only what matters.
 *
 * <p>It owns no truth: it starts from the parent's journaled {@link Trail}, and is stopped and started again when that
 * changes for another reason than a price.
 */
public final class TrailingStopActor {

    public sealed interface Command {}

    /** Stop following: the position is closed, or goes on from another trail with another child. */
    public enum Rest implements Command {
        INSTANCE
    }

    private record Heard(MarketStreamActor.Report report) implements Command {}

    private enum CheckSilence implements Command {
        INSTANCE
    }

    /** What the parent hears. */
    public sealed interface Report {

        /** The peak moved far enough to be kept. */
        record PeakMoved(Trail trail, MarketPrice by) implements Report {}

        /** The stop trails from now on; the level may have moved too. */
        record Activated(Trail trail, MarketPrice by) implements Report {}

        /** The stop has to be at a better level. */
        record LevelMoved(Trail trail, MarketPrice by) implements Report {}

        /** The price went through the level. */
        record Hit(Trail trail, MarketPrice by) implements Report {}

        /** No price came for {@code silence}; the stop at the exchange stays where it is. */
        record Blind(Duration silence) implements Report {}

        /** Prices are coming again. */
        record Seeing(MarketPrice by) implements Report {}
    }

    private final ActorContext<Command> context;
    private final Symbol symbol;
    private final TrailFollower follower;
    private final ActorRef<Report> parent;
    private final ActorRef<MarketStreamActor.Command> market;
    private final ActorRef<MarketStreamActor.Report> ears;
    private final ExchangeClock clock;
    private final Duration silenceMax;

    private TrailingStopActor(
            ActorContext<Command> context,
            Symbol symbol,
            TrailFollower follower,
            ActorRef<Report> parent,
            ActorRef<MarketStreamActor.Command> market,
            ExchangeClock clock,
            Duration silenceMax) {
        this.context = context;
        this.symbol = symbol;
        this.follower = follower;
        this.parent = parent;
        this.market = market;
        this.ears = context.messageAdapter(MarketStreamActor.Report.class, Heard::new);
        this.clock = clock;
        this.silenceMax = silenceMax;
    }

    /**
     * A child that goes on with {@code cursor}, which is its own from now on.
     *
     * @param silenceMax exchange time without a price after which it reports to be blind
     */
    public static Behavior<Command> create(
            TrailCursor cursor,
            Symbol symbol,
            ActorRef<Report> parent,
            ActorRef<MarketStreamActor.Command> market,
            ExchangeClock clock,
            Duration silenceMax) {
        return Behaviors.setup(context -> {
            var follower = new TrailFollower(cursor, silenceMax, clock.millis());
            return new TrailingStopActor(context, symbol, follower, parent, market, clock, silenceMax).start();
        });
    }

    private Behavior<Command> start() {
        checkSilenceLater();
        market.tell(new MarketStreamActor.Watch(symbol, follower.kind(), ears));
        return Behaviors.receive(Command.class)
                .onMessage(Heard.class, heard -> onHeard(heard.report()))
                .onMessage(CheckSilence.class, check -> onCheck())
                .onMessage(Rest.class, rest -> onRest())
                .build();
    }

    private Behavior<Command> onHeard(MarketStreamActor.Report report) {
        if (report instanceof MarketStreamActor.Report.Tick tick) {
            follower.onPrice(tick.price()).forEach(this::report);
        }
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onCheck() {
        follower.silence(clock.millis()).ifPresent(this::report);
        checkSilenceLater();
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onRest() {
        market.tell(new MarketStreamActor.Unwatch(symbol, ears));
        return resting(2);
    }

    /**
     * Waits for the {@code last} two messages that are still on their way, the farewell of the market stream and the
     * check for silence, so that nothing that a replay waits for is left unanswered.
     */
    private Behavior<Command> resting(int last) {
        return Behaviors.receive(Command.class)
                .onMessage(Heard.class, heard -> onHeardWhileResting(heard.report(), last))
                .onMessage(CheckSilence.class, check -> onLast(last))
                .build();
    }

    private Behavior<Command> onHeardWhileResting(MarketStreamActor.Report report, int last) {
        if (report instanceof MarketStreamActor.Report.Unwatched) {
            return onLast(last);
        }
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onLast(int last) {
        clock.pace().end();
        return last == 1 ? Behaviors.stopped() : resting(last - 1);
    }

    private void checkSilenceLater() {
        ActorRef<Command> self = context.getSelf();
        clock.after(silenceMax, () -> self.tell(CheckSilence.INSTANCE));
    }

    private void report(Report report) {
        clock.pace().begin();
        parent.tell(report);
    }
}
