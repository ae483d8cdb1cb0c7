package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserEvent;
import dev.belay.money.LegId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the exchange's list of payments of funding is read, and which leg hears of which. One read tells of all legs of the
 * account and weighs as much as six of positions (binance-api §3.3), so that no leg reads for itself. Plain Java, owned by
 * one thread; all times are exchange time in epoch milliseconds.
 */
final class FundingWatch {

    /** The word with which the user stream gives funding as the reason of a change (binance-api §10.3). */
    private static final String REASON = "FUNDING_FEE";

    /** The list may be behind the stream. */
    static final Duration SETTLE = Duration.ofSeconds(5);
    /** After a beginning, when the other legs live as well; after a payment, for others of the same moment. */
    static final Duration SOON = Duration.ofMinutes(1);

    static final Duration EVERY = Duration.ofHours(1);

    /** Payments are eight hours apart at most: a leg that missed one is told again. */
    private static final long LOOK_BACK_MILLIS = Duration.ofHours(9).toMillis();
    /** So far back the list is read for a leg that was away. */
    private static final long OLDEST_MILLIS = Duration.ofDays(30).toMillis();
    /** A payment may bear a time that is earlier by this than its being listed. */
    private static final long LISTED_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final long NOTHING_WANTED = Long.MAX_VALUE;

    private final FundedLegs legs = new FundedLegs();
    private long wantedFrom = NOTHING_WANTED;
    private long dueAt;
    private boolean looksAgain;

    List<AccountWatch.Step> connected(long now) {
        return plan(now + SOON.toMillis());
    }

    List<AccountWatch.Step> said(UserEvent event, long now) {
        boolean isFunding = event instanceof UserEvent.PositionsChanged changed
                && changed.reason().equals(REASON);
        looksAgain |= isFunding;
        return isFunding ? plan(now + SETTLE.toMillis()) : List.of();
    }

    /** A leg that begins to live, or to have a history, may lack payments. */
    List<AccountWatch.Step> legChanged(Leg leg, List<LegEvent> events, long now) {
        long through = FundingEvidence.knownThrough(leg);
        boolean isNew = !legs.knows(leg.id()) || events.stream().anyMatch(LegEvent.Claimed.class::isInstance);
        if (through == 0) {
            return List.of();
        }
        legs.changed(leg);
        if (!isNew) {
            return List.of();
        }
        wantedFrom = Math.min(wantedFrom, through);
        return plan(now + SOON.toMillis());
    }

    /** It is as late as a reading was to wait for; one that is not the next any more reads nothing. */
    List<AccountWatch.Step> due(long at, long now) {
        if (at != dueAt) {
            return List.of();
        }
        dueAt = 0;
        List<AccountWatch.Step> steps = new ArrayList<>();
        if (wantedFrom != NOTHING_WANTED) {
            wantedFrom = Math.max(wantedFrom, now - OLDEST_MILLIS);
            steps.add(new AccountWatch.Step.Read(new Request.ReadFundings(wantedFrom, 1)));
        }
        steps.addAll(plan(now + (looksAgain ? SOON : EVERY).toMillis()));
        looksAgain = false;
        return steps;
    }

    /** A page of the list, whose reading was started at {@code sentAt}, came to {@code outcome}. */
    List<AccountWatch.Step> read(Request.ReadFundings request, Outcome outcome, long sentAt, long now) {
        if (!(outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Fundings read)) {
            return plan(now + SOON.toMillis());
        }
        long completeThrough = read.complete() ? sentAt - LISTED_MILLIS : 0;
        List<AccountWatch.Step> steps = new ArrayList<>();
        byLeg(read.rows())
                .forEach((leg, rows) -> steps.add(new AccountWatch.Step.Tell(
                        leg, new LegInput.FundingsRead(rows, request.since(), completeThrough))));
        if (!read.complete()) {
            steps.add(new AccountWatch.Step.Read(new Request.ReadFundings(request.since(), request.page() + 1)));
        } else if (request.since() <= wantedFrom) {
            wantedFrom = Math.max(wantedFrom, sentAt - LOOK_BACK_MILLIS);
        }
        return steps;
    }

    private Map<LegId, List<Answer.Funding>> byLeg(List<Answer.Funding> rows) {
        Map<LegId, List<Answer.Funding>> byLeg = new LinkedHashMap<>();
        for (Answer.Funding row : rows) {
            Optional<LegId> leg = legs.of(row);
            leg.ifPresent(
                    of -> byLeg.computeIfAbsent(of, first -> new ArrayList<>()).add(row));
        }
        return byLeg;
    }

    /** One reading is due at a time, the earlier one. */
    private List<AccountWatch.Step> plan(long at) {
        if (dueAt != 0 && dueAt <= at) {
            return List.of();
        }
        dueAt = at;
        return List.of(new AccountWatch.Step.FundingsAt(at));
    }
}
