package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import java.util.ArrayList;
import java.util.List;

/** The lists of the exchange: in trouble they are up to a second and a half behind, or empty. */
final class Replica {

    private static final int BEHIND_MILLIS = 1_500;

    private record Past(long at, Answer.PositionRow row, List<Answer.StopReport> stops) {}

    private final FakeExchange exchange;
    private final WalkChances chances;
    /** Whether lists of positions have rows of flat ones: version 2 of the exchange's list has, version 3 has not. */
    private final boolean tellsFlat;

    private final List<Past> past = new ArrayList<>();
    private long emptyUntil;

    Replica(FakeExchange exchange, WalkChances chances, boolean tellsFlat) {
        this.exchange = exchange;
        this.chances = chances;
        this.tellsFlat = tellsFlat;
    }

    /** Until then its lists of positions are empty. */
    void emptyUntil(long until) {
        emptyUntil = until;
    }

    /** Keeps what the exchange has at {@code now}. */
    void remember(long now) {
        past.add(new Past(now, exchange.row(), exchange.open()));
    }

    List<Answer.PositionRow> positions(long now) {
        Answer.PositionRow row = seen(now).row();
        if (chances.isTrouble() && now < emptyUntil) {
            return List.of();
        }
        return row.amount().signum() == 0 && (!tellsFlat || chances.chance(60)) ? List.of() : List.of(row);
    }

    List<Answer.StopReport> stops(long now) {
        return seen(now).stops();
    }

    /** The list of fills may lag as well. */
    Answer.Trades trades(Request.ReadTrades read, long now) {
        long until = shownAt(now);
        List<Answer.Trade> rows = exchange.trades().stream()
                .filter(trade -> trade.at() <= until)
                .filter(trade -> read.fromId() > 0 ? trade.id() >= read.fromId() : trade.at() >= read.since())
                .toList();
        return new Answer.Trades(rows, true);
    }

    private Past seen(long now) {
        remember(now);
        long when = shownAt(now);
        Past found = past.get(0);
        for (Past candidate : past) {
            found = candidate.at() <= when ? candidate : found;
        }
        return found;
    }

    private long shownAt(long now) {
        return chances.trouble(30) ? now - chances.random.nextInt(BEHIND_MILLIS) : now;
    }
}
