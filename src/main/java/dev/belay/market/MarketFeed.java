package dev.belay.market;

import java.util.Set;

/** The port to the exchange's market streams of mark prices and trades. Keeps itself connected. */
public interface MarketFeed {

    /** Starts the feed; the listener hears prices from then on, on threads of the feed, one at a time. */
    void start(Listener listener);

    /** The streams wanted from now on; replaces what was wanted before. */
    void watch(Set<MarketStream> streams);

    /** Replaces the connection, which somebody finds too silent, by another that is opened beside it. */
    void renew();

    void stop();

    /** Hears the feed; every method must only send a message. */
    interface Listener {
        void price(MarketPrice price);

        void connected();

        /** The connection is lost, or could not be made; the feed tries again by itself. */
        void disconnected(String why);

        /** A frame that cannot be read: counted, never guessed at. */
        void unreadable(String why);
    }
}
