package dev.belay.exchange;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.market.ExchangeClock;
import dev.belay.market.ReconnectPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps the account's user stream alive (binance-api §10.6): gets the key, connects, prolongs the key, and begins again
 * when the connection ends, the key expires, somebody doubts the stream, or the connection is nearly a day old.
 *
 * <p>A new connection is opened beside the old one. What it says is held until the listener has read the state before it,
 * or three seconds at most, because a price does not wait for a read; then the old one is closed. In the overlap events
 * come twice: they are whole states with a time, and fills with an id, so that twice is as good as once. It interprets
 * nothing, and it never deletes the key, because all processes of an account share one (binance-api §10.1).
 */
public final class UserStreamActor {

    private static final Duration HOLD_LONGEST = Duration.ofSeconds(3);

    public sealed interface Command {}

    /** The listener has read the state before connection {@code number}, or could not. */
    public record CaughtUp(int number) implements Command {}

    /** Something happened of which the stream, though connected, said nothing. */
    public record Doubt(String why) implements Command {}

    private record KeyAnswered(ExchangeGatewayActor.Result result) implements Command {}

    private record Line(UserLineSign sign) implements Command {}

    private record HeldEnough(int number) implements Command {}

    private record Old(int number) implements Command {}

    private enum Keep implements Command {
        INSTANCE
    }

    private enum Retry implements Command {
        INSTANCE
    }

    /** What the listener hears. */
    public sealed interface Report {

        /**
         * A connection is open: what happened before it has to be read. {@code stream} wants to hear {@link CaughtUp}.
         *
         * @param number of the connection
         */
        record Connected(ActorRef<Command> stream, int number) implements Report {}

        /** The stream is lost; it is being opened again. */
        record Lost(String why) implements Report {}

        record Said(UserEvent event) implements Report {}
    }

    private final ActorContext<Command> context;
    private final UserFeed feed;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<ExchangeGatewayActor.Result> keyAnswers;
    private final ActorRef<Report> listener;
    private final ExchangeClock clock;
    private final UserLines lines = new UserLines();

    private UserStreamActor(
            ActorContext<Command> context,
            UserFeed feed,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<Report> listener,
            ExchangeClock clock) {
        this.context = context;
        this.feed = feed;
        this.gateway = gateway;
        this.keyAnswers = context.messageAdapter(ExchangeGatewayActor.Result.class, KeyAnswered::new);
        this.listener = listener;
        this.clock = clock;
    }

    public static Behavior<Command> create(
            UserFeed feed,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<Report> listener,
            ExchangeClock clock) {
        return Behaviors.setup(context -> {
            var actor = new UserStreamActor(context, feed, gateway, listener, clock);
            actor.begin();
            actor.later(KeyKeeping.EVERY, Keep.INSTANCE);
            return actor.running();
        });
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Line.class, line -> onLine(line.sign()))
                .onMessage(KeyAnswered.class, answered -> onKey(answered.result()))
                .onMessage(CaughtUp.class, caughtUp -> promote(caughtUp.number()))
                .onMessage(HeldEnough.class, held -> paced(promote(held.number())))
                .onMessage(Doubt.class, this::onDoubt)
                .onMessage(Old.class, old -> paced(onOld(old.number())))
                .onMessage(Keep.class, keep -> paced(onKeep()))
                .onMessage(Retry.class, retry -> paced(onRetry()))
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private Behavior<Command> onLine(UserLineSign sign) {
        if (sign instanceof UserLineSign.Told told) {
            onEvent(told.number(), told.event());
        } else if (sign instanceof UserLineSign.Opened opened) {
            onOpened(opened.number());
        } else if (sign instanceof UserLineSign.Ended ended) {
            onEnded(ended.number(), ended.why());
        } else if (sign instanceof UserLineSign.Unreadable unreadable) {
            context.getLog().warn("user stream: a frame cannot be read: {}", unreadable.why());
        }
        return Behaviors.same();
    }

    /** After a wake-up of the clock. */
    private Behavior<Command> paced(Behavior<Command> next) {
        clock.pace().end();
        return next;
    }

    /** Asks for a key and a new connection, unless that is under way. */
    private void begin() {
        if (lines.begin(clock.millis())) {
            ask(new Request.OpenUserStream());
        }
    }

    private Behavior<Command> onKey(ExchangeGatewayActor.Result result) {
        if (result.request() instanceof Request.OpenUserStream) {
            lines.answered();
            if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.UserStreamKey key) {
                UserLine line = lines.connect(key.secret(), clock.millis());
                ActorRef<Command> self = context.getSelf();
                line.use(feed.open(key, UserLineSign.of(line.number(), sign -> self.tell(new Line(sign)))));
            } else {
                retryLater("no key for the user stream: " + result.outcome());
            }
        } else {
            onKept(result.outcome());
        }
        return paced(Behaviors.same());
    }

    private void onKept(Outcome outcome) {
        later(KeyKeeping.next(outcome), Keep.INSTANCE);
        if (KeyKeeping.isLost(outcome, lines.live())) {
            begin();
        }
    }

    private void onOpened(int number) {
        lines.next(number).ifPresent(next -> {
            next.opened(clock.millis());
            context.getLog().info("user stream connected");
            listener.tell(new Report.Connected(context.getSelf(), number));
            later(HOLD_LONGEST, new HeldEnough(number));
        });
    }

    private void onEvent(int number, UserEvent event) {
        Optional<UserLine> next = lines.next(number);
        if (event instanceof UserEvent.KeyExpired expired) {
            onExpired(number, expired);
            clock.pace().end();
        } else if (next.isPresent()) {
            boolean room = next.get().hold(event);
            clock.pace().end();
            if (!room) {
                promote(number);
            }
        } else {
            listener.tell(new Report.Said(event));
        }
    }

    private void onExpired(int number, UserEvent.KeyExpired expired) {
        if (lines.isNews(number, expired.at())) {
            context.getLog().warn("the key of the user stream expired");
            if (lines.dropNext(clock.millis())) {
                begin();
            } else {
                retryLater("the new key expired at once");
            }
        }
    }

    /** The new connection takes over: what it said is told, and the old one is closed. */
    private Behavior<Command> promote(int number) {
        lines.next(number).filter(UserLine::isOpen).ifPresent(next -> {
            tellHeld(next);
            lines.promote();
            later(ReconnectPlan.planned(draw()), new Old(number));
        });
        return Behaviors.same();
    }

    private void tellHeld(UserLine line) {
        for (UserEvent event : line.release()) {
            clock.pace().begin();
            listener.tell(new Report.Said(event));
        }
    }

    private void onEnded(int number, String why) {
        Optional<UserLine> next = lines.next(number);
        if (next.isPresent()) {
            tellHeld(next.get());
            lines.nextEnded();
            retryLater("the new user stream failed: " + why);
        } else if (lines.liveEnded(number, clock.millis())) {
            listener.tell(new Report.Lost(why));
            if (!lines.isUnderWay()) {
                retryLater("user stream lost: " + why);
            }
        }
    }

    private Behavior<Command> onDoubt(Doubt doubt) {
        if (lines.mayDoubt(clock.millis())) {
            context.getLog().warn("the user stream is opened anew: {}", doubt.why());
            begin();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onOld(int number) {
        if (lines.live().filter(line -> line.number() == number).isPresent()) {
            begin();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onKeep() {
        ask(new Request.KeepUserStream());
        return Behaviors.same();
    }

    private Behavior<Command> onRetry() {
        lines.retry();
        begin();
        return Behaviors.same();
    }

    private Behavior<Command> onStop() {
        lines.close();
        return Behaviors.same();
    }

    private void retryLater(String why) {
        if (lines.waitToRetry()) {
            Duration wait = ReconnectPlan.retry(lines.failures(), draw());
            context.getLog().warn("{}; next try in {} ms", why, wait.toMillis());
            later(wait, Retry.INSTANCE);
        }
    }

    private static int draw() {
        return ThreadLocalRandom.current().nextInt(1_000);
    }

    private void ask(Request request) {
        clock.pace().begin();
        gateway.tell(new ExchangeGatewayActor.Call(request, keyAnswers));
    }

    private void later(Duration delay, Command command) {
        ActorRef<Command> self = context.getSelf();
        clock.after(delay, () -> self.tell(command));
    }
}
