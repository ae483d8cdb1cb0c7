package dev.belay.exchange;

/** The port to the account's user stream. */
public interface UserFeed {

    /**
     * Opens one connection for {@code key}; the listener hears of it on some thread. Returns at once. A connection that
     * ends is not opened again by itself: what may have been missed must be read first, and that is the listener's
     * matter.
     */
    Connection open(Answer.UserStreamKey key, Listener listener);

    /** One connection, open or not. */
    interface Connection {
        void close();
    }

    /** Hears one connection; every method must only send a message. */
    interface Listener {
        void opened();

        void event(UserEvent event);

        /** A frame that cannot be read: counted, never guessed at. */
        void unreadable(String why);

        /** The connection ended, for whatever reason; comes once, also when it could not be opened at all. */
        void ended(String why);
    }
}
