package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import dev.belay.exchange.Answer.UserStreamKey;
import dev.belay.exchange.UserFeed;
import dev.belay.market.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The account's user stream over a WebSocket (binance-api §10).
 *
 * <p>Every frame ends one piece of work of the {@link Pace}: a frame told as an event is ended by the listener when it
 * has worked on it, an unreadable one here.
 */
public final class BinanceUserFeed implements UserFeed {

    /** An idle account sends nothing; half way it is asked for a sign of life. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final ActorSystem<?> system;
    private final URI base;
    private final Map<String, String> headers;
    private final Pace pace;
    private final Duration silence;

    /** A feed from {@code endpoints}; {@code headers} are added to each handshake. */
    public BinanceUserFeed(ActorSystem<?> system, BinanceEndpoints endpoints, Map<String, String> headers, Pace pace) {
        this(system, endpoints, headers, pace, SILENCE);
    }

    BinanceUserFeed(
            ActorSystem<?> system,
            BinanceEndpoints endpoints,
            Map<String, String> headers,
            Pace pace,
            Duration silence) {
        this.silence = silence;
        this.system = system;
        this.base = endpoints.userStream();
        this.headers = Map.copyOf(headers);
        this.pace = pace;
    }

    @Override
    public Connection open(UserStreamKey key, Listener listener) {
        String address = BinanceEndpoints.join(base, "/ws/" + BinanceQuery.encoded(key.secret()));
        WebSocketLink link =
                new WebSocketLink(system, address, headers, Silence.withPing(silence), new Reader(listener));
        return link::close;
    }

    private final class Reader implements WebSocketLink.Listener {

        private final Listener listener;

        Reader(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void text(String frame) {
            try {
                BinanceCodec.userEvent(frame).ifPresentOrElse(listener::event, pace::end);
            } catch (UnreadableAnswer e) {
                unreadable(e.why());
            }
        }

        @Override
        public void unreadable(String why) {
            listener.unreadable(why);
            pace.end();
        }

        @Override
        public void ended(String why) {
            listener.ended(why);
        }
    }
}
