package dev.belay.exchange;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.money.LegId;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** A gateway as a test drives it, plain or as an actor, and what is seen of it from outside. */
interface Road {

    Duration STALE_AFTER = Duration.ofMillis(2_500);

    static RateBudget budget() {
        return RateBudget.full(new RateBudget.Limits(200, 30, 100));
    }

    static Cost cost(Request request) {
        boolean places = request instanceof Request.PlaceStop || request instanceof Request.PlaceMarket;
        return places ? new Cost(0, 1) : new Cost(5, 0);
    }

    void call(Request request, long now);

    void wish(MoveWish wish, long now);

    void withdraw(LegId leg, long now);

    /** The {@code number}th of the calls that are out, in the order in which they left, comes to {@code reply}. */
    void answer(int number, Reply reply, long now);

    /** The {@code number}th of the wake-ups that are to come, in the order in which they were wished for, comes. */
    void wake(int number, long now);

    /** A leg asks for a slot. */
    void take(LegId leg, long now);

    /** How many calls are out. */
    int out();

    /** When the wake-ups that are to come are due. */
    List<Long> wakeUps();

    /** What was done since it was last asked, by its kind, each kind in its order. */
    SortedMap<String, List<String>> done(long now);
}
