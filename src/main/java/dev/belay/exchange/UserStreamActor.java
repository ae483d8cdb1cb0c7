package dev.belay.exchange;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.market.ExchangeClock;
import java.time.Duration;

/**
 * Keeps the account's user stream alive: gets the key, connects, prolongs the key, and begins again when the connection
 * ends or the key expires. It interprets nothing: what the stream says goes to the listener as it came.
 *
 * <p>It never deletes the key, because all processes of an account share one (binance-api §10.1).
 */
public final class UserStreamActor {

    /** A key lives 60 minutes; it is prolonged well before. */
    private static final Duration KEEP_EVERY = Duration.ofMinutes(25);

    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_MOST = Duration.ofSeconds(30);

    public sealed interface Command {}

    private record KeyAnswered(ExchangeGatewayActor.Result result) implements Command {}

    private record Opened(int generation) implements Command {}

    private record Ended(int generation, String why) implements Command {}

    private record Event(int generation, UserEvent event) implements Command {}

    private record Unreadable(String why) implements Command {}

    private enum Keep implements Command {
        INSTANCE
    }

    private enum Retry implements Command {
        INSTANCE
    }

    /** What the listener hears. */
    public sealed interface Report {

        /** The stream is connected: what happened before has to be read. */
        record Connected() implements Report {}

        /** The stream is lost; it is being opened again. */
        record Lost(String why) implements Report {}

        record Said(UserEvent event) implements Report {}
    }

    /** The connection of this incarnation and how often it has failed. */
    private static final class Link {
        int generation;
        int failures;
        UserFeed.Connection connection = () -> {};
    }

    private final ActorContext<Command> context;
    private final UserFeed feed;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<ExchangeGatewayActor.Result> keyAnswers;
    private final ActorRef<Report> listener;
    private final ExchangeClock clock;
    private final Link link = new Link();

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
            actor.ask(new Request.OpenUserStream());
            actor.later(KEEP_EVERY, Keep.INSTANCE);
            return actor.running();
        });
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Event.class, this::onEvent)
                .onMessage(KeyAnswered.class, answered -> onKey(answered.result()))
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(Unreadable.class, this::onUnreadable)
                .onMessage(Keep.class, keep -> onKeep())
                .onMessage(Retry.class, retry -> onRetry())
                .onSignal(PostStop.class, stop -> onStop())
                .build();
    }

    private Behavior<Command> onKey(ExchangeGatewayActor.Result result) {
        boolean opening = result.request() instanceof Request.OpenUserStream;
        if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.UserStreamKey key) {
            if (opening) {
                connect(key);
            }
        } else if (opening) {
            retryLater("no key for the user stream: " + result.outcome());
        } else if (result.outcome() instanceof Outcome.Refused) {
            ask(new Request.OpenUserStream());
        }
        clock.pace().end();
        return Behaviors.same();
    }

    /** Opens the new connection first; the old one is closed once the new one is open. */
    private void connect(Answer.UserStreamKey key) {
        UserFeed.Connection former = link.connection;
        link.generation++;
        link.connection = feed.open(key, listenerOf(link.generation));
        former.close();
    }

    private UserFeed.Listener listenerOf(int generation) {
        ActorRef<Command> self = context.getSelf();
        return new UserFeed.Listener() {
            @Override
            public void opened() {
                self.tell(new Opened(generation));
            }

            @Override
            public void event(UserEvent event) {
                self.tell(new Event(generation, event));
            }

            @Override
            public void unreadable(String why) {
                self.tell(new Unreadable(why));
            }

            @Override
            public void ended(String why) {
                self.tell(new Ended(generation, why));
            }
        };
    }

    private Behavior<Command> onOpened(Opened opened) {
        if (opened.generation() == link.generation) {
            link.failures = 0;
            context.getLog().info("user stream connected");
            listener.tell(new Report.Connected());
        }
        return Behaviors.same();
    }

    private Behavior<Command> onEvent(Event event) {
        if (event.event() instanceof UserEvent.KeyExpired) {
            context.getLog().warn("the key of the user stream expired");
            ask(new Request.OpenUserStream());
            clock.pace().end();
        } else {
            listener.tell(new Report.Said(event.event()));
        }
        return Behaviors.same();
    }

    private Behavior<Command> onEnded(Ended ended) {
        if (ended.generation() == link.generation) {
            listener.tell(new Report.Lost(ended.why()));
            retryLater("user stream lost: " + ended.why());
        }
        return Behaviors.same();
    }

    private Behavior<Command> onUnreadable(Unreadable unreadable) {
        context.getLog().warn("user stream: a frame cannot be read: {}", unreadable.why());
        return Behaviors.same();
    }

    private Behavior<Command> onKeep() {
        ask(new Request.KeepUserStream());
        later(KEEP_EVERY, Keep.INSTANCE);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onRetry() {
        ask(new Request.OpenUserStream());
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onStop() {
        link.connection.close();
        return Behaviors.same();
    }

    private void retryLater(String why) {
        Duration pause = RETRY_FIRST.multipliedBy(1L << Math.min(link.failures, 5));
        link.failures++;
        Duration wait = pause.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : pause;
        context.getLog().warn("{}; next try in {} s", why, wait.toSeconds());
        later(wait, Retry.INSTANCE);
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
