package dev.belay.position;

import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Request;
import dev.belay.trailing.TrailingStopActor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One life of a leg in one process, from recovery to its end: the core of {@link PositionActor}. It knows what may be
 * forgotten; the leg itself is the journal's. Plain Java, owned by one thread; all times are exchange time in epoch
 * milliseconds.
 *
 * <p>Whoever drives it writes down what {@link #decide} answers, and when that is committed takes the steps that {@link
 * #act} answers; if it cannot be committed, the life is over and another one begins.
 */
public final class LegIncarnation {

    /** What is to be done once everything decided is committed. */
    public sealed interface Step {

        /** Make this call; what becomes of it is {@link LegInput.Answered}. */
        record Send(Request request) implements Step {}

        /**
         * Tell the gateway what the leg wants to move now, or that it does not any more. The leg's turn is told to it as
         * {@link LegInput.TimePassed}, for then its slot is there to be taken.
         */
        record Wish(Optional<MoveWish> wish) implements Step {}

        /** Follow the price no longer from where it was followed. */
        record Rest() implements Step {}

        /** Follow the price from the trail of this position on. */
        record Follow(Exposure exposure) implements Step {}

        /** Call {@link LegIncarnation#woken} with {@code at} when it is that late, then decide on time having passed. */
        record WakeAt(long at) implements Step {}
    }

    /** The exchange's clock is believed to the second; further back than that, ages of evidence are not known any more. */
    private static final long BACK_MILLIS = 1_000;

    /** A commit that takes longer leaves time for words of the exchange to wait behind what was heard before them. */
    private static final long SLOW_COMMIT_MILLIS = 100;

    private final String node;
    private final WishTold told = new WishTold();
    private LegMemory memory;
    private boolean claimed;
    private boolean ruled;
    private long newest;
    private long wakeAt;
    private String followed = "";

    @Nullable
    private LegRules rules;

    @Nullable
    private LegTerms terms;

    /**
     * The life of {@code leg} as it was recovered from the journal, in the process {@code node}. Its first decision claims
     * the journal.
     */
    public LegIncarnation(String node, Leg leg) {
        this.node = node;
        this.memory = LegMemory.startingWith(leg);
    }

    /** What the report of whoever follows the price is to the rules. */
    public LegInput input(TrailingStopActor.Report report) {
        if (report instanceof TrailingStopActor.Report.Seeing) {
            memory.clearAlarm("blind");
        }
        return TrailFacts.input(report);
    }

    /** It is as late as {@link Step.WakeAt} said; a wake-up that is not the newest changes nothing. */
    public void woken(long at) {
        wakeAt = at == wakeAt ? 0 : wakeAt;
    }

    /**
     * The events that follow from {@code input}, to be committed before anything else happens. When our clock is put back,
     * everything seen before could look younger than it is: it is forgotten, as by a restart (reliability §2.4, P9).
     *
     * @param limits what this leg shares with the others of its account
     */
    public List<LegEvent> decide(Leg leg, LegInput input, LegTerms goingBy, long now, SharedLimits limits) {
        List<LegEvent> events = new ArrayList<>();
        if (now < newest - BACK_MILLIS) {
            memory = LegMemory.startingWith(leg);
            claimed = false;
            wakeAt = 0;
        }
        newest = now;
        if (!claimed) {
            claimed = true;
            memory.bornAt = now;
            events.add(new LegEvent.Claimed(node, now));
        }
        events.addAll(rules(goingBy).decide(leg.after(events), memory, input, now, limits));
        return events;
    }

    /**
     * Whether {@code recovered} shows that another process has taken the leg over from this life, which held it. Then this
     * process is the elder of two and must stop: what it knows is not what is (reliability §2.6, C7).
     */
    public boolean isSupersededIn(Leg recovered) {
        return ruled && !recovered.claimedBy().equals(node);
    }

    /** What is to be done in the state {@code leg}, whose events are committed; takes note that it is done. */
    public List<Step> act(Leg leg, LegTerms goingBy, long now) {
        ruled = claimed;
        if (now - newest > SLOW_COMMIT_MILLIS) {
            memory.heardNothingUntil(now);
        }
        LegRules by = rules(goingBy);
        List<Step> steps = new ArrayList<>();
        by.calls(leg, memory, now).forEach(request -> steps.add(new Step.Send(request)));
        Optional<MoveWish> wish = by.wish(leg, memory, now);
        if (told.isNews(wish, now)) {
            steps.add(new Step.Wish(wish));
        }
        follow(leg, steps);
        long patience = by.patienceMillis(leg, memory);
        if (wakeAt == 0 || wakeAt > now + patience) {
            wakeAt = now + patience;
            steps.add(new Step.WakeAt(wakeAt));
        }
        return steps;
    }

    /** An open position is followed from its entry price and its policy on; a closing or flat one is not. */
    private void follow(Leg leg, List<Step> steps) {
        Exposure exposure = leg.closing() == null ? leg.exposure() : null;
        String key = leg.followed();
        if (key.equals(followed)) {
            return;
        }
        if (!followed.isEmpty()) {
            steps.add(new Step.Rest());
        }
        followed = key;
        if (exposure != null) {
            steps.add(new Step.Follow(exposure));
        }
    }

    /** How large the position is, and how far the leg's word on it goes. */
    public HeldPosition held(Leg leg, long now) {
        return HeldPosition.of(leg, memory, now);
    }

    /** See {@link LegRules#why}. */
    public Why why(Leg leg, List<Why.Numbered> events, LegTerms goingBy, long now) {
        return rules(goingBy).why(leg, memory, events, now);
    }

    private LegRules rules(LegTerms goingBy) {
        if (rules == null || !goingBy.equals(terms)) {
            terms = goingBy;
            rules = new LegRules(goingBy);
        }
        return rules;
    }
}
