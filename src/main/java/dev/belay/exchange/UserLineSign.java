package dev.belay.exchange;

import java.util.function.Consumer;

/** What a connection of the user stream lets hear, with the number of the connection. */
sealed interface UserLineSign {

    int number();

    record Opened(int number) implements UserLineSign {}

    record Told(int number, UserEvent event) implements UserLineSign {}

    record Unreadable(int number, String why) implements UserLineSign {}

    record Ended(int number, String why) implements UserLineSign {}

    /** Hands what connection {@code number} lets hear to {@code hearer}, on threads of the feed. */
    static UserFeed.Listener of(int number, Consumer<UserLineSign> hearer) {
        return new UserFeed.Listener() {
            @Override
            public void opened() {
                hearer.accept(new Opened(number));
            }

            @Override
            public void event(UserEvent event) {
                hearer.accept(new Told(number, event));
            }

            @Override
            public void unreadable(String why) {
                hearer.accept(new Unreadable(number, why));
            }

            @Override
            public void ended(String why) {
                hearer.accept(new Ended(number, why));
            }
        };
    }
}
