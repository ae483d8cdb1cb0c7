package dev.belay.market;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.money.Symbol;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Hands the prices of the exchange's streams to those who watch them, and to nobody else. A price that the stream does
 * not tell may be asked for elsewhere and handed in; a stream that is silent by its own fault is opened anew.
 */
public final class MarketStreamActor {

    public sealed interface Command {}

    /**
     * Tells {@code watcher} every price of {@code symbol} until it says {@link Unwatch} or stops: mark prices, and with
     * {@link PriceKind#LAST} trades beside them. Whoever asks has counted it for the replay's pace.
     */
    public record Watch(Symbol symbol, PriceKind kind, ActorRef<Report> watcher) implements Command {}

    /** Tells {@code watcher} no more; the last thing that it hears of the symbol is {@link Report.Unwatched}. */
    public record Unwatch(Symbol symbol, ActorRef<Report> watcher) implements Command {}

    /** What a watcher hears. */
    public sealed interface Report {

        record Tick(MarketPrice price) implements Report {}

        record Unwatched() implements Report {}
    }

    /** How the stream is, for the status page and the probes. */
    public record GetHealth(ActorRef<Health> replyTo) implements Command {}

    /**
     * Which streams have told nothing for longer than {@code silentAfter} at the exchange time {@code now}?
     * Whoever asks has counted the question for the replay's pace, and ends it with the answer.
     */
    public record FindSilent(long now, Duration silentAfter, ActorRef<Silent> replyTo) implements Command {}

    /** The silent streams whose price is to be asked for now. */
    public record Silent(List<MarketStream> streams) {
        public Silent {
            streams = List.copyOf(streams);
        }
    }

    /** A price that was asked for because the stream was silent; counted for the replay's pace. */
    public record Polled(MarketPrice price) implements Command {}

    private record Arrived(MarketPrice price) implements Command {}

    private record Link(boolean up, String why) implements Command {}

    private record Unreadable(String why) implements Command {}

    /** Tell the feed what is wanted, once for all watchers that came meanwhile. */
    private enum FeedDue implements Command {
        INSTANCE
    }

    /**
     * The stream's health.
     *
     * @param lastPriceAt exchange time of the newest price, 0 before the first
     * @param polled prices that are not the stream's: it was silent, and they were asked for
     */
    public record Health(boolean connected, long lastPriceAt, long prices, long unreadable, int symbols, int polled) {}

    private final ActorContext<Command> context;
    private final MarketFeed feed;
    private final Pace pace;
    private final RenewalPlan renewals = new RenewalPlan();
    private final WatchTable<ActorRef<Report>> watched = new WatchTable<>();
    private final Tally tally = new Tally();

    /** Counters of this incarnation. */
    private static final class Tally {
        boolean connected;
        long lastPriceAt;
        long prices;
        long unreadable;
        /** Watches of which the feed does not know yet. */
        int untold;

        boolean feedDue;
    }

    private MarketStreamActor(ActorContext<Command> context, MarketFeed feed, Pace pace) {
        this.context = context;
        this.feed = feed;
        this.pace = pace;
    }

    public static Behavior<Command> create(MarketFeed feed, Pace pace) {
        return Behaviors.setup(context -> {
            feed.start(listener(context.getSelf()));
            return new MarketStreamActor(context, feed, pace).running();
        });
    }

    private static MarketFeed.Listener listener(ActorRef<Command> self) {
        return new MarketFeed.Listener() {
            @Override
            public void price(MarketPrice price) {
                self.tell(new Arrived(price));
            }

            @Override
            public void connected() {
                self.tell(new Link(true, ""));
            }

            @Override
            public void disconnected(String why) {
                self.tell(new Link(false, why));
            }

            @Override
            public void unreadable(String why) {
                self.tell(new Unreadable(why));
            }
        };
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Arrived.class, arrived -> onPrice(arrived.price()))
                .onMessage(Polled.class, polled -> onPolled(polled.price()))
                .onMessage(FindSilent.class, this::onFindSilent)
                .onMessage(Watch.class, this::onWatch)
                .onMessage(Unwatch.class, this::onUnwatch)
                .onMessage(FeedDue.class, due -> onFeedDue())
                .onMessage(Link.class, this::onLink)
                .onMessage(Unreadable.class, this::onUnreadable)
                .onMessage(GetHealth.class, this::onGetHealth)
                .onSignal(Terminated.class, this::onTerminated)
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private Behavior<Command> onPrice(MarketPrice price) {
        tally.prices++;
        handOn(price, watched.told(price));
        pace.end();
        return Behaviors.same();
    }

    private Behavior<Command> onPolled(MarketPrice price) {
        handOn(price, watched.answered(price));
        pace.end();
        return Behaviors.same();
    }

    private void handOn(MarketPrice price, Collection<ActorRef<Report>> watchers) {
        if (watchers.isEmpty()) {
            return;
        }
        tally.lastPriceAt = Math.max(tally.lastPriceAt, price.at());
        var tick = new Report.Tick(price);
        for (ActorRef<Report> watcher : watchers) {
            pace.begin();
            watcher.tell(tick);
        }
    }

    private Behavior<Command> onFindSilent(FindSilent find) {
        long most = find.silentAfter().toMillis();
        List<MarketStream> faulty = watched.faulty(find.now(), most);
        if (faulty.isEmpty()) {
            renewals.healed();
        } else if (renewals.isDue(find.now())) {
            context.getLog().warn("the market stream is silent for {} and is opened anew", faulty);
            feed.renew();
        }
        find.replyTo().tell(new Silent(watched.toBeAsked(find.now(), most)));
        return Behaviors.same();
    }

    private Behavior<Command> onWatch(Watch watch) {
        context.watch(watch.watcher());
        watched.watch(watch.symbol(), watch.kind(), watch.watcher())
                .ifPresent(newest -> handOn(newest, List.of(watch.watcher())));
        tally.untold++;
        tellFeedSoon();
        return Behaviors.same();
    }

    /** A thousand legs that start at once are one message to the exchange, not a thousand. */
    private void tellFeedSoon() {
        if (!tally.feedDue) {
            tally.feedDue = true;
            context.getSelf().tell(FeedDue.INSTANCE);
        }
    }

    private Behavior<Command> onFeedDue() {
        tally.feedDue = false;
        feed.watch(watched.streams());
        for (; tally.untold > 0; tally.untold--) {
            pace.end();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onUnwatch(Unwatch unwatch) {
        if (watched.unwatch(unwatch.symbol(), unwatch.watcher())) {
            tellFeedSoon();
        }
        unwatch.watcher().tell(new Report.Unwatched());
        return Behaviors.same();
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        ActorRef<?> gone = terminated.getRef();
        if (watched.unwatch(watcher -> watcher.equals(gone))) {
            tellFeedSoon();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onLink(Link link) {
        tally.connected = link.up();
        if (link.up()) {
            context.getLog().info("market stream connected");
        } else {
            context.getLog().warn("market stream lost: {}", link.why());
        }
        return Behaviors.same();
    }

    private Behavior<Command> onUnreadable(Unreadable unreadable) {
        tally.unreadable++;
        context.getLog().warn("market stream: a frame cannot be read: {}", unreadable.why());
        return Behaviors.same();
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        get.replyTo()
                .tell(new Health(
                        tally.connected,
                        tally.lastPriceAt,
                        tally.prices,
                        tally.unreadable,
                        watched.symbols(),
                        watched.polled()));
        return Behaviors.same();
    }

    private Behavior<Command> onStop() {
        feed.stop();
        return Behaviors.same();
    }
}
