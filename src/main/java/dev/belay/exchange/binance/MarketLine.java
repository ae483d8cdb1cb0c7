package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import dev.belay.market.MarketStream;
import dev.belay.market.Pace;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a market feed: what it is subscribed to, whether that has been answered, and what a replay waits for
 * on it. The feed calls it while it holds its own lock.
 */
final class MarketLine {

    /** What the feed hears of its connections, on threads of theirs. */
    interface Feed {
        void opened(MarketLine line);

        void text(MarketLine line, String frame);

        void unreadable(MarketLine line, String why);

        void ended(MarketLine line, String why);
    }

    private final Feed feed;
    private final Pace pace;
    private final MarketConnection connection = new MarketConnection();
    private @Nullable WebSocketLink link;
    private boolean open;
    private boolean answered;
    private boolean gone;
    private long openedAt;
    /** The connection, then the answers to what was asked on it. */
    private int awaited;

    MarketLine(Feed feed, Pace pace) {
        this.feed = feed;
        this.pace = pace;
    }

    /** Connects for {@code wanted}, which must not be empty. */
    void connect(
            ActorSystem<?> system,
            String base,
            Map<String, String> headers,
            Silence silence,
            Set<MarketStream> wanted) {
        await();
        String address = base + connection.path(wanted);
        link = new WebSocketLink(system, address, headers, silence, new Hearing());
        follow(wanted); // in case it opened before it could be used
    }

    /** It is open; {@code now} is exchange time. */
    void opened(long now, Set<MarketStream> wanted) {
        open = true;
        openedAt = now;
        follow(wanted);
        settled();
    }

    /** Asks for what is wanted and not carried, and gives up what is carried and not wanted. */
    void follow(Set<MarketStream> wanted) {
        if (open && link != null) {
            for (String message : connection.follow(wanted)) {
                await();
                if (!link.send(message)) {
                    close();
                    return;
                }
            }
        }
    }

    /** A message of ours was answered. */
    void answered() {
        answered = true;
        settled();
    }

    /** Whether the exchange has said that its streams flow. */
    boolean isProven() {
        return open && answered;
    }

    long openedAt() {
        return openedAt;
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        ended();
        if (link != null) {
            link.close();
        }
    }

    /** Nothing is waited for any more. */
    void ended() {
        gone = true;
        while (awaited > 0) {
            settled();
        }
    }

    private void await() {
        if (!gone) {
            awaited++;
            pace.begin();
        }
    }

    private void settled() {
        if (awaited > 0) {
            awaited--;
            pace.end();
        }
    }

    private final class Hearing implements WebSocketLink.Listener {
        @Override
        public void opened() {
            feed.opened(MarketLine.this);
        }

        @Override
        public void text(String frame) {
            feed.text(MarketLine.this, frame);
        }

        @Override
        public void unreadable(String why) {
            feed.unreadable(MarketLine.this, why);
        }

        @Override
        public void ended(String why) {
            feed.ended(MarketLine.this, why);
        }
    }
}
