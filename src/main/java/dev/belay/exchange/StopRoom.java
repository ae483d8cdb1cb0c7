package dev.belay.exchange;

import dev.belay.money.LegId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The room that an account has for conditional orders: 200 may rest over all its symbols, whoever placed them (binance-api
 * §8.5). All legs of the account ask here before they place a working stop; the last {@link #RESERVED} are kept for
 * disaster stops, which never ask (reliability §2.1, R21).
 *
 * <p>What is not proven to be over counts: every stop in the book of a leg, and every order that was listed or reported and
 * not reported to be over since. A leg's part is known from its journal; of others' orders nothing is known before the
 * first list, so that until then no stop is moved: what rests stays.
 */
public final class StopRoom {

    /** Conditional orders that may rest at an account. */
    public static final int MOST = 200;

    /** How many of them are kept for disaster stops. */
    public static final int RESERVED = 10;

    /** What an opening by Belay takes: the working stop, the one that replaces it when it moves, the disaster stop. */
    private static final int PER_OPENING = 3;

    /** So many call for a person, who has time as long as there is room. */
    public static final int CROWDED = 150;

    static final int EASED = 140;

    /** A list started sooner than this after an order was reported may simply be behind. */
    private static final long LIST_LAG_MILLIS = 2_000;

    /** The stops of a leg that are not proven to be over, as of one event of its journal. */
    private record Book(long sequence, Set<String> ids) {
        static final Book NONE = new Book(0, Set.of());

        Book with(String id) {
            Set<String> all = new HashSet<>(ids);
            all.add(id);
            return new Book(sequence, all);
        }
    }

    private final Map<LegId, Book> books = new HashMap<>();
    /** When an order was last seen to rest, exchange time. */
    private final Map<String, Long> seenAt = new HashMap<>();

    /** Conditional orders on the newest list that are no stops; of these the stream tells nothing that is kept. */
    private int others;

    private boolean listed;
    /** Another installation of Belay that has stops at the account. */
    private Optional<String> rival = Optional.empty();

    /** When the exchange said that it takes no more, 0 when a list has been read since. */
    private long refusedAt;

    private boolean crowded;
    private Consumer<RoomNews> copies = news -> {};

    /** From now on {@code listener} hears, at once and by the caller's thread, everything that a copy of this needs. */
    public synchronized void copyTo(Consumer<RoomNews> listener) {
        copies = listener;
    }

    /** Hears what the room of which this is a copy has heard. */
    public void take(RoomNews news) {
        if (news instanceof RoomNews.Listed listed) {
            onList(listed.read(), listed.readAt());
        } else if (news instanceof RoomNews.Reported reported) {
            onReport(reported.report());
        } else if (news instanceof RoomNews.Refused refused) {
            refused(refused.at());
        } else if (news instanceof RoomNews.Contested contested) {
            contest(contested.by());
        }
    }

    /** Whether a working stop may be placed now; one that only moves for the better can wait for the first list. */
    public synchronized boolean isFree(boolean moves) {
        return refusedAt == 0 && !(moves && rival.isPresent()) && (listed || !moves) && resting() < MOST - RESERVED;
    }

    /** As {@link #isFree}; when it is, {@code id}, which {@code leg} is about to place, counts from now on. */
    public synchronized boolean take(LegId leg, String id, boolean moves) {
        if (!isFree(moves)) {
            return false;
        }
        books.put(leg, books.getOrDefault(leg, Book.NONE).with(id));
        return true;
    }

    /**
     * The stops of {@code leg} that are not proven to be over are exactly these.
     *
     * @param sequence how many events its journal had; news from an earlier state, or of one that is known, changes nothing
     */
    public synchronized void hold(LegId leg, long sequence, Collection<String> ids) {
        Book before = books.getOrDefault(leg, Book.NONE);
        if (sequence <= before.sequence()) {
            return;
        }
        books.put(leg, new Book(sequence, Set.copyOf(ids)));
        before.ids().stream().filter(id -> !ids.contains(id)).forEach(seenAt::remove);
    }

    /** The leg lives somewhere else now, and is counted there. */
    public synchronized void forget(LegId leg) {
        books.remove(leg);
    }

    /** All conditional orders of the account were read; {@code readAt} is when the read was started, exchange time. */
    public synchronized void onList(Answer.Stops read, long readAt) {
        seenAt.values().removeIf(at -> at < readAt - LIST_LAG_MILLIS);
        read.reports().stream()
                .filter(StopRoom::mayRest)
                .forEach(report -> seenAt.merge(report.id(), readAt, Math::max));
        others = read.others();
        listed = true;
        refusedAt = readAt > refusedAt ? 0 : refusedAt;
        copies.accept(new RoomNews.Listed(read, readAt));
    }

    /** The user stream reported a conditional order. */
    public synchronized void onReport(Answer.StopReport report) {
        if (mayRest(report)) {
            seenAt.merge(report.id(), report.at(), Math::max);
        } else {
            seenAt.remove(report.id());
        }
        copies.accept(new RoomNews.Reported(report));
    }

    /** The exchange takes no more (-4045), whatever is counted here: until the next list there is no room. */
    public synchronized void refused(long at) {
        refusedAt = Math.max(refusedAt, at);
        copies.accept(new RoomNews.Refused(at));
    }

    /**
     * Another installation of Belay, {@code by}, guards the same account, or none does. While one does, only positions
     * without any stop get one from us: two that move each other's stops would cost orders and help nobody (reliability
     * §2.6, C9).
     */
    public synchronized void contest(Optional<String> by) {
        if (!by.equals(rival)) {
            rival = by;
            copies.accept(new RoomNews.Contested(by));
        }
    }

    /** The other installation that guards the account; empty when there is none. */
    public synchronized Optional<String> rival() {
        return rival;
    }

    /** How many conditional orders rest at the account, or may. */
    public synchronized int resting() {
        Set<String> all = new HashSet<>(seenAt.keySet());
        books.values().forEach(book -> all.addAll(book.ids()));
        return all.size() + others;
    }

    /** Why Belay must not open a position now; empty when it may. */
    public synchronized Optional<String> refusesOpening() {
        if (rival.isPresent()) {
            return Optional.of(StopRoom.contested(rival.get()));
        }
        if (!listed) {
            return Optional.of("how many conditional orders rest at the account is not known yet and is being read;"
                    + " try again in a few seconds");
        }
        int resting = refusedAt > 0 ? Math.max(resting(), MOST) : resting();
        return resting + PER_OPENING <= MOST - RESERVED
                ? Optional.empty()
                : Optional.of(
                        "%d of %d conditional orders of the account rest already; a position takes %d and the last %d are"
                                        .formatted(resting, MOST, PER_OPENING, RESERVED)
                                + " kept for disaster stops. Cancel conditional orders that are not needed, or close a position.");
    }

    /** What a person should hear of since the last time this was asked, once for each crossing. */
    public synchronized Optional<String> news() {
        int resting = resting();
        boolean before = crowded;
        crowded = resting >= (crowded ? EASED : CROWDED);
        if (crowded == before) {
            return Optional.empty();
        }
        return Optional.of(
                crowded
                        ? "%d of the %d conditional orders that the account may have rest at the exchange; from %d on no working stop is placed or moved. Cancel those that are not needed"
                                .formatted(resting, MOST, MOST - RESERVED)
                        : "only %d of %d conditional orders rest at the exchange again".formatted(resting, MOST));
    }

    /** What a person should hear of another installation. */
    public static String contested(String by) {
        return ("another installation of Belay, [%s], has stops at this account. Until one of the two is stopped and its stops are"
                        + " cancelled, this one opens and moves nothing; it gives a stop to positions that have none.")
                .formatted(by);
    }

    /** A word that this version does not know proves nothing, so that the order counts. */
    private static boolean mayRest(Answer.StopReport report) {
        return !report.status().isOver() && report.status() != Answer.StopStatus.TRIGGERED;
    }
}
