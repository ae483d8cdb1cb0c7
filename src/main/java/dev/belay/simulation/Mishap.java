package dev.belay.simulation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A class of faults that can be injected here, with its ids in the catalogue of reliability §2 and how likely it is at
 * each of its opportunities.
 */
public enum Mishap {
    REQUEST_LOST(Occasion.CALL, 200, 9000, "R1"),
    ANSWER_LOST(Occasion.CALL, 200, 9000, "R2"),
    ANSWER_SLOW(Occasion.CALL, 300, 9000, "R13", "U8"),
    ANSWER_TRUNCATED(Occasion.CALL, 60, 9000, "R9"),
    ANSWER_IS_A_PAGE(Occasion.CALL, 60, 9000, "R8"),
    REST_DOWN(Occasion.SPELL, 40, 3000, "R1", "P11"),
    KEY_REVOKED(Occasion.ARMED, 10, 45_000, "R24", "H13"),
    UNKNOWN_CODE(Occasion.ARMED, 30, 9000, "R26"),

    UNKNOWN_EXECUTED(Occasion.ARMED, 60, 9000, "R3"),
    UNKNOWN_NOT_EXECUTED(Occasion.ARMED, 60, 9000, "R3"),
    UNAVAILABLE(Occasion.ARMED, 60, 5000, "R4"),
    THROTTLED(Occasion.ARMED, 60, 9000, "R4"),
    TIMED_OUT(Occasion.ARMED, 60, 9000, "R5"),
    TOO_MANY_REQUESTS(Occasion.ARMED, 30, 5000, "R6"),
    TOO_MANY_ORDERS(Occasion.ARMED, 30, 65_000, "R6"),
    BANNED(Occasion.ARMED, 10, 5000, "R7"),
    FORBIDDEN(Occasion.ARMED, 30, 5000, "R8"),
    EMPTY_POSITIONS(Occasion.ARMED, 80, 12000, "R10"),
    PARTIAL_POSITIONS(Occasion.ARMED, 60, 12000, "R11"),
    POSITIONS_TWICE(Occasion.ARMED, 60, 12000, "R11"),
    STALE_POSITIONS(Occasion.ARMED, 60, 12000, "R12"),
    CLOCK_SKEWED(Occasion.ARMED, 20, 30000, "R14"),
    WOULD_TRIGGER(Occasion.ARMED, 60, 9000, "R15"),
    ALGO_FORGETS(Occasion.ARMED, 60, 60000, "R18"),
    NO_POSITION_YET(Occasion.ARMED, 60, 9000, "R20"),
    ALGO_LIMIT(Occasion.ARMED, 20, 15000, "R21"),
    PARTIAL_STOP_FILL(Occasion.ARMED, 60, 0, "R22"),
    UNKNOWN_FIELD(Occasion.ARMED, 30, 0, "R9", "E4"),
    UNKNOWN_ENUM(Occasion.ARMED, 30, 35_000, "R9", "E4"),

    EVENT_LOST(Occasion.EVENT, 300, 35000, "U1"),
    EVENT_TWICE(Occasion.EVENT, 200, 0, "U2"),
    EVENT_LATE(Occasion.EVENT, 300, 9000, "U3"),
    KEY_EXPIRED(Occasion.ARMED, 20, 75_000, "U4"),
    KEY_CLOSED_BY_OTHERS(Occasion.SPELL, 20, 9000, "U9"),
    STREAM_SILENT(Occasion.SPELL, 30, 35000, "U5"),
    STREAM_HALF_OPEN(Occasion.ARMED, 20, 50_000, "U6"),
    STREAM_CUT(Occasion.SPELL, 40, 9000, "U7"),
    STOP_STUCK(Occasion.ARMED, 30, 10000, "U11"),
    STOP_CANCELED_BY_SYSTEM(Occasion.ARMED, 60, 0, "U12"),
    TRIGGER_REJECTED(Occasion.ARMED, 40, 0, "U13"),
    LIQUIDATION(Occasion.ARMED, 20, 0, "U10"),
    DELEVERAGING(Occasion.ARMED, 20, 0, "U10"),

    PRICES_SILENT(Occasion.SPELL, 40, 0, "M1"),
    PRICES_STALE(Occasion.SPELL, 30, 0, "M2"),
    PRICES_NEVER_COME(Occasion.START, 1500, 0, "M10"),
    PRICES_ABSURD(Occasion.SPELL, 60, 0, "M3"),
    PRICES_BURST(Occasion.SPELL, 30, 0, "M9"),
    PRICE_GAP(Occasion.ARMED, 40, 0, "M6"),
    PRICE_SPIKE(Occasion.ARMED, 30, 0, "M5"),
    LAST_APART_FROM_MARK(Occasion.SPELL, 30, 0, "M7"),
    SYMBOL_HALTED(Occasion.ARMED, 20, 15000, "M8"),

    CRASH(Occasion.SPELL, 120, 9000, "P1", "P6", "P7", "P12"),
    CRASH_COMING_UP(Occasion.START, 1500, 9000, "P5"),
    CRASH_BEFORE_WRITE(Occasion.COMMIT, 15, 9000, "P1"),
    CRASH_BEFORE_SENDING(Occasion.COMMIT, 30, 9000, "P3"),
    CRASH_AFTER_SENDING(Occasion.CALL, 30, 9000, "P4"),
    PAUSED(Occasion.SPELL, 40, 12_000, "P8"),
    RULES_THROW(Occasion.INPUT, 5, 12_000, "P13"),
    SECOND_NODE(Occasion.SPELL, 20, 9000, "C3", "C7", "B8"),

    WRITE_FAILS(Occasion.COMMIT, 100, 12000, "B2", "B9"),
    WRITE_SLOW(Occasion.COMMIT, 200, 12000, "B3"),
    ACKNOWLEDGEMENT_LOST(Occasion.COMMIT, 100, 12000, "P2", "B4"),
    JOURNAL_DOWN(Occasion.SPELL, 20, 15000, "B2", "B1", "B6"),
    JOURNAL_BUSY(Occasion.SPELL, 30, 12_000, "B7"),
    SNAPSHOT_DAMAGED(Occasion.START, 3000, 0, "B11"),

    OPENED_BY_HAND(Occasion.PERSON, 900, 0, "H1"),
    INCREASED_BY_HAND(Occasion.PERSON, 200, 0, "H2"),
    REDUCED_BY_HAND(Occasion.PERSON, 200, 0, "H3"),
    CLOSED_BY_HAND(Occasion.PERSON, 150, 0, "H4"),
    FLIPPED_BY_HAND(Occasion.PERSON, 100, 0, "H5"),
    STOP_CANCELED_BY_HAND(Occasion.PERSON, 200, 0, "H6"),
    FOREIGN_ORDERS(Occasion.ARMED, 20, 0, "H7"),
    LEVERAGE_CHANGED(Occasion.ARMED, 20, 0, "H8"),
    MODE_SWITCHED(Occasion.ARMED, 30, 0, "H9"),
    FUNDS_WITHDRAWN(Occasion.SPELL, 20, 0, "H10"),

    OPENED_BY_SIGNAL(Occasion.OPERATOR, 150, 0, "R20"),
    POLICY_CHANGED(Occasion.OPERATOR, 200, 0, "H17"),
    FOLLOWED_PRICE_CHANGED(Occasion.OPERATOR, 100, 0, "H17"),
    LEVEL_LOOSENED(Occasion.OPERATOR, 100, 0, "H16");

    /** When a mishap has its chance. */
    enum Occasion {
        /** At each call. */
        CALL,
        /** At each event of the user stream. */
        EVENT,
        /** At each write to the journal. */
        COMMIT,
        /** At each thing that a leg hears. */
        INPUT,
        /** At each leg that a process brings back when it starts; for prices once a start. */
        START,
        /** Every two seconds: the beginning of a time in which something does not work. */
        SPELL,
        /** Every two seconds: the exchange does something wrong the next time, or for a while. */
        ARMED,
        /** Every two seconds, for each symbol: a person trades. */
        PERSON,
        /** Every two seconds, for each symbol: somebody tells Belay to do something. */
        OPERATOR
    }

    private final Occasion occasion;
    private final int perTenThousand;
    private final long excusesMillis;
    private final String ids;

    Mishap(Occasion occasion, int perTenThousand, long excusesMillis, String... ids) {
        this.occasion = occasion;
        this.perTenThousand = perTenThousand;
        this.excusesMillis = excusesMillis;
        this.ids = String.join(" ", ids);
    }

    Occasion occasion() {
        return occasion;
    }

    int perTenThousand() {
        return perTenThousand;
    }

    /**
     * For how long after it has struck, or after its end if it lasts, nothing may be asked of the guard that takes calls,
     * events or writes: safety is asked for all the same. Milliseconds.
     */
    long excusesMillis() {
        return excusesMillis;
    }

    /** Its ids in the catalogue, such as R1. */
    public Set<String> ids() {
        return Set.of(ids.split(" "));
    }

    /** Whether it strikes the process, its journal or its cluster, and nothing outside. */
    boolean isOfProcessOrJournal() {
        return ids().stream().allMatch(id -> "PBC".indexOf(id.charAt(0)) >= 0);
    }

    /** How people write it: {@code empty-positions}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Set<Mishap> of(Occasion occasion) {
        Set<Mishap> found = EnumSet.noneOf(Mishap.class);
        for (Mishap mishap : values()) {
            if (mishap.occasion == occasion) {
                found.add(mishap);
            }
        }
        return found;
    }
}
