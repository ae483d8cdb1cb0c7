package dev.belay.position;

import dev.belay.protection.CancelGate;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one incarnation of a leg knows and may forget: when it last saw what, and which calls are out.
 *
 * <p>Losing it is always safe: without it nothing may be cancelled and everything unproven is asked for again. All times
 * are exchange time in epoch milliseconds; 0 is never.
 */
public final class LegMemory {

    /** What is remembered of one order. */
    static final class Trace {
        /** The decision that was last sent to the exchange. */
        long sentDecision;

        boolean inFlight;
        long triedAt;
        /** When it was last seen alive. */
        long seenAt;
        /** Since when it would be cancelled if only its cover were proven, 0 while it would not. */
        long cancelWantedAt;
        /** The last attempt certainly had no effect, or nothing was found by id since. */
        boolean mayResend;
        /** An attempt to place it came to nothing certain: it may rest whatever became of later ones. */
        boolean mayRest;

        long doubtedAt;
        int notFound;
        int absentFromLists;
        /** Of these, lists that had another of this leg's stops, or of a leg that needs none. */
        int absentBesideOthers;

        int timesUnsent;

        void sent(long decision, long now) {
            sentDecision = decision;
            inFlight = true;
            triedAt = now;
            mayResend = false;
        }

        void asked(long now) {
            inFlight = true;
            triedAt = now;
        }

        /** A word that is older than the doubt, such as a late event, is no answer to it. */
        void seenAlive(long at) {
            seenAt = Math.max(seenAt, at);
            if (at >= doubtedAt) {
                isBelieved();
            }
        }

        private void isBelieved() {
            doubtedAt = 0;
            notFound = 0;
            absentFromLists = 0;
            absentBesideOthers = 0;
            mayResend = false;
            timesUnsent = 0;
        }

        void wishToCancel(boolean wished, long now) {
            long since = cancelWantedAt == 0 ? now : cancelWantedAt;
            cancelWantedAt = wished ? since : 0;
        }

        void notSent() {
            mayResend = true;
            timesUnsent++;
        }

        /** Twice as long after every call that could not be sent, up to 4 s: an outage must not fill the journal. */
        long unsentPauseMillis() {
            return 250L << Math.min(timesUnsent, 4);
        }

        void missed(long now) {
            doubtedAt = doubtedAt == 0 ? now : doubtedAt;
        }

        boolean isDue(long now, long intervalMillis) {
            return !inFlight && now - triedAt >= intervalMillis;
        }
    }

    /** A read that is repeated while somebody needs it. */
    static final class Read {
        boolean inFlight;
        long askedAt;

        boolean isDue(long now, long intervalMillis) {
            return !inFlight && now - askedAt >= intervalMillis;
        }

        void asked(long now) {
            inFlight = true;
            askedAt = now;
        }
    }

    /** Refusals of one slot: how many in a row, and until when not to try again. */
    static final class Refusals {
        int count;
        long notBefore;
    }

    private static final long EXPIRY_MILLIS = 2_000;
    /** So long may the read have taken that brings a leg to life. */
    private static final long BIRTH_MILLIS = 2_000;
    /** No list is further behind than that. */
    private static final long RESURRECTION_MILLIS = 10_000;

    private final long claimedAfter;
    private final Map<String, Trace> traces = new HashMap<>();
    private final Map<StopOrder.Slot, Refusals> refusals = new EnumMap<>(StopOrder.Slot.class);
    private final Map<String, Long> over = new HashMap<>();
    private final Alarms alarms = new Alarms();
    final Read positions = new Read();
    final Read stops = new Read();
    final Read price = new Read();
    final Read orders = new Read();
    final TradeDoubt trades = new TradeDoubt();
    final List<Long> absences = new ArrayList<>();

    /** Exchange time of the newest word of the user stream on the position. */
    long heardAt;
    /** When this incarnation began; what was read before it, but for the read that brought it to life, is not its own. */
    long bornAt;
    /** When a snapshot was started that agreed with the journal on the position, or on there being none. */
    long agreedAt;
    /** Since when the position may have changed without our having heard of it. */
    long doubtedAt;
    /** How many stops ended by no act of ours. */
    int takenAway;
    /** Since when lists that are dated before the stream contradict it. */
    long contradictedAt;
    /** Since when no proven stop closes the position, 0 while one does. */
    long unprotectedSince;
    /** The position that what is remembered of refusals is about. */
    private long epoch;
    /** Since when this incarnation tries to close the position. */
    long closingSince;
    /** What was traded since the newest evidence of the position. */
    final FillsSince fillsSince = new FillsSince();
    /**
     * The exchange expired the disaster stop, or refused one, or an exit, for want of a position, since it last spoke of a
     * position.
     */
    boolean witnessed;
    /** Others' orders may reserve the size of the position that is to be closed: look for them. */
    boolean seeksReserving;
    /** A foreign or forgotten closePosition stop is in the way of ours: look for it on the next list. */
    boolean seeksDisaster;
    /** Exchange time of the newest price that went through the level: what was seen alive before may be firing since. */
    private long hitAt;
    /** Until when the leg was busy writing: words of the exchange may have waited, the one that ends a stop behind others. */
    private long deafUntil;
    /** The stop of which the exchange says that it would trigger at once; a fresh price of its kind decides. */
    @Nullable
    StopOrder suspect;

    long exitNotBefore;

    /** What the account allows, asked in this one decision. */
    SharedLimits limits = SharedLimits.NONE;
    /** Since when a working stop is wanted for which the account has no room, 0 while there is room. */
    long noRoomSince;

    /** It is this leg's turn to move its stop, for this one decision. */
    boolean mayMove;

    /** @param claimedAfter the number of the last event of earlier incarnations */
    LegMemory(long claimedAfter) {
        this.claimedAfter = claimedAfter;
        refusals.put(StopOrder.Slot.DISASTER, new Refusals());
        refusals.put(StopOrder.Slot.WORKING, new Refusals());
    }

    /** What an incarnation knows that has recovered {@code leg} from the journal. */
    public static LegMemory startingWith(Leg leg) {
        var memory = new LegMemory(leg.sequence());
        if (leg.fills().since() > 0) {
            memory.trades.gap(1); // when the former incarnation ended is not known
        }
        return memory;
    }

    Trace trace(String id) {
        return traces.computeIfAbsent(id, unseen -> new Trace());
    }

    /** What was refused for one position says nothing of the next, whose stops are not to wait for it. */
    void attend(long newEpoch) {
        if (newEpoch != epoch) {
            epoch = newEpoch;
            unprotectedSince = 0;
            for (StopOrder.Slot slot : StopOrder.Slot.values()) {
                refusals.put(slot, new Refusals());
                alarms.forget("refused-" + slot);
            }
            alarms.forget("unprotected");
        }
    }

    Refusals refusals(StopOrder.Slot slot) {
        return refusals.getOrDefault(slot, new Refusals());
    }

    /** Whether the decision is this incarnation's own and was not sent yet. */
    boolean isUnsent(String id, long decision) {
        return decision > claimedAfter && trace(id).sentDecision < decision;
    }

    /** Whether the decision was an earlier incarnation's: nobody knows what became of it. */
    boolean isInherited(long decision) {
        return decision <= claimedAfter;
    }

    /** Whether a call about one of this leg's orders is out. */
    boolean isOrderCallOut() {
        for (Trace trace : traces.values()) {
            if (trace.inFlight) {
                return true;
            }
        }
        return false;
    }

    /** Whether a call is out whose answer has not come. */
    public boolean awaitsAnswers() {
        return positions.inFlight
                || stops.inFlight
                || price.inFlight
                || orders.inFlight
                || trades.isInFlight()
                || isOrderCallOut();
    }

    /** Whether a snapshot of a moment ago, and of this position or this flatness, agreed with the journal. */
    boolean isPositionFresh(Leg leg, long now) {
        return agreedAt >= settledAt(leg) && CancelGate.isFresh(agreedAt, now);
    }

    /**
     * From when on a snapshot says something about the leg as it is. After a close the exchange gets two seconds to
     * expire the disaster stop by itself, before an orphan is looked for.
     */
    static long settledAt(Leg leg) {
        Exposure exposure = leg.exposure();
        return exposure == null ? leg.flatSince() + EXPIRY_MILLIS : exposure.openedAt();
    }

    /** When the exchange last proved the position, or that there is none, to this incarnation; 0 is never. */
    long provenAt() {
        return Math.max(agreedAt, heardAt);
    }

    boolean isPositionDoubted() {
        return doubtedAt > 0;
    }

    void agreed(long readAt) {
        agreedAt = readAt < bornAt - BIRTH_MILLIS ? agreedAt : Math.max(agreedAt, readAt);
        contradictedAt = 0;
        clearAlarm("contradiction");
        absences.clear();
        witnessed = false;
        if (readAt >= doubtedAt) {
            doubtedAt = 0;
        }
    }

    void heardOfPosition(long at) {
        heardAt = Math.max(heardAt, at);
        absences.clear();
        witnessed = false;
        doubtedAt = 0;
    }

    /** The exchange took a disaster stop, which it does only while a position is open (binance-api §8.5). */
    void disasterTaken() {
        absences.clear();
        witnessed = false;
    }

    /** What was said before {@code at} may have waited to be heard, and the word that takes it back waits behind it. */
    void heardNothingUntil(long at) {
        deafUntil = at;
    }

    void levelWasHit(long at) {
        hitAt = Math.max(hitAt, at);
    }

    /**
     * Whether {@code id} was seen alive since {@code wantedAt}, a moment ago, and since then nothing happened that may have
     * ended it, nor could the word of its end be waiting to be heard.
     */
    boolean isProvenAlive(String id, long wantedAt, long now) {
        Trace trace = trace(id);
        return trace.doubtedAt == 0
                && trace.seenAt > Math.max(hitAt, deafUntil)
                && CancelGate.isRecent(trace.seenAt, wantedAt, now);
    }

    void doubtPosition(long now) {
        doubtedAt = now;
    }

    /** Remembers that {@code id} is over, so that a late report does not bring it back. */
    void ended(String id, long now) {
        over.put(id, now);
        traces.remove(id);
    }

    /** Forgets a refused call; not over: an earlier attempt under the same id may have landed and be listed. */
    void forget(String id) {
        traces.remove(id);
    }

    /**
     * Whether {@code id} is over for all that was seen by {@code at}. A stop that is listed long afterwards rests again: what
     * was sent under its id a second time was still on its way when the first was reported to be over.
     */
    boolean isOver(String id, long at) {
        return at < over.getOrDefault(id, Long.MIN_VALUE / 2) + RESURRECTION_MILLIS;
    }

    boolean isNewAlarm(String alarm, long now) {
        return alarms.isNew(alarm, now);
    }

    void clearAlarm(String alarm) {
        alarms.clear(alarm);
    }
}
