package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which leg hears what of an account, and what is read of it when: the core of {@link AccountActor}. Plain Java,
 * owned by one thread; whatever it hears is answered with the steps that follow from it, in their order. All times are
 * exchange time in epoch milliseconds.
 */
public final class AccountWatch {

    /** What is to be done. */
    public sealed interface Step {

        /** Tell the leg, which comes to life by it if it was never heard of. */
        record Tell(LegId leg, LegInput input) implements Step {}

        /** Make this call; what becomes of it goes to {@link AccountWatch#read}. */
        record Read(Request request) implements Step {}

        /** Call {@link AccountWatch#auditDue} with {@code at} when it is that late. */
        record AuditAt(long at) implements Step {}

        /** Call {@link AccountWatch#positionsDue} when it is that late. */
        record PositionsAt(long at) implements Step {}

        /** Call {@link AccountWatch#fundingsDue} with {@code at} when it is that late. */
        record FundingsAt(long at) implements Step {}

        /** The state before the newest connection of the user stream has been read: tell it. */
        record CaughtUp() implements Step {}

        /** The newest connection of the user stream should have told something and did not: tell it what. */
        record Doubt(String untold) implements Step {}

        /** A person should hear this. */
        record Warn(String text) implements Step {}
    }

    private static final int TOO_MANY_STOPS = -4045;

    private final AccountEvidence evidence;
    private final KnownLegs known = new KnownLegs();
    private final AuditTimes audits = new AuditTimes();
    private final PositionReads positions = new PositionReads();
    private final StreamRecovery recovery = new StreamRecovery();
    private final AccountTally tally = new AccountTally();
    private final FundingWatch fundings = new FundingWatch();
    private final StopRoom room;
    private final ClientIds ids;
    private final UnheardLegs unheard = new UnheardLegs();
    private boolean hedge;

    /**
     * Of {@code account}, of which nothing has been heard yet.
     *
     * @param room of the account, which is told here what rests there
     * @param ids ours, by which stops of another installation are told
     */
    public AccountWatch(Account account, StopRoom room, ClientIds ids) {
        this.ids = ids;
        evidence = new AccountEvidence(account);
        this.room = room;
    }

    /** The watch begins. */
    public List<Step> started(long now) {
        List<Step> steps = new ArrayList<>(auditLater(AuditTimes.EVERY, now));
        steps.add(positionsLater(now));
        return steps;
    }

    /**
     * The user stream has a new connection: the state before it is to be read, and each leg looks for fills that the former
     * one did not tell.
     */
    public List<Step> connected(long now) {
        tally.connected(true);
        recovery.opened(now);
        List<Step> steps = new ArrayList<>();
        known.all().forEach(leg -> steps.add(new Step.Tell(leg, new LegInput.StreamGap())));
        steps.addAll(audit());
        steps.addAll(auditLater(audits.connected(), now));
        steps.addAll(fundings.connected(now));
        return steps;
    }

    /** The user stream has lost its connection. */
    public void disconnected() {
        tally.connected(false);
    }

    /** The user stream reports something. */
    public List<Step> said(UserEvent event, long now) {
        tally.heard(event);
        if (event instanceof UserEvent.StopChanged changed) {
            room.onReport(changed.report());
        }
        List<Step> steps = new ArrayList<>(told(evidence.of(event)));
        if (event instanceof UserEvent.StopChanged changed
                && changed.report().status().isLive()) {
            ids.rival(changed.report().id()).flatMap(this::contested).ifPresent(steps::add);
        }
        room.news().map(Step.Warn::new).ifPresent(steps::add);
        steps.addAll(fundings.said(event, now));
        return steps;
    }

    /** A read of the account that left at {@code sentAt} came to {@code outcome}. */
    public List<Step> read(Request request, Outcome outcome, long sentAt, long now) {
        if (request instanceof Request.ReadFundings page) {
            return fundings.read(page, outcome, sentAt, now);
        }
        List<Step> steps = new ArrayList<>();
        if (!(outcome instanceof Outcome.Done done)) {
            steps.addAll(auditLater(AuditTimes.AGAIN, now));
        } else if (done.answer() instanceof Answer.Positions read) {
            tally.positionsRead(sentAt);
            unheard.read(evidence.open(read), now);
            unheard.news(now).map(Step.Warn::new).ifPresent(steps::add);
            steps.addAll(told(evidence.of(read, sentAt, known.guarded())));
        } else if (done.answer() instanceof Answer.Stops read) {
            tally.stopsRead(sentAt);
            room.onList(read, sentAt);
            room.news().map(Step.Warn::new).ifPresent(steps::add);
            rivals(read).ifPresent(steps::add);
            steps.addAll(told(evidence.of(read, sentAt, known.guarded())));
        }
        if (recovery.isCaughtUpBy(request, sentAt)) {
            steps.add(new Step.CaughtUp());
        }
        return steps;
    }

    /**
     * A leg of the account is now {@code leg}, by {@code events}. One that begins to live, perhaps again, may have been told
     * things that are lost: the account is read soon. One that lives already and was not known here was guarded while
     * another watch heard the stream, and looks for fills that were told in between.
     */
    public List<Step> legChanged(Leg leg, List<LegEvent> events, long now) {
        List<Step> steps = new ArrayList<>();
        if (events.stream().anyMatch(LegEvent.Claimed.class::isInstance)) {
            steps.addAll(auditLater(audits.born(), now));
        }
        if (events.stream().anyMatch(AccountWatch::isForWantOfRoom)) {
            room.refused(now);
            steps.addAll(auditLater(AuditTimes.AGAIN, now));
        }
        if (events.isEmpty() && tally.isConnected() && !known.all().contains(leg.id())) {
            steps.add(new Step.Tell(leg.id(), new LegInput.StreamGap()));
        }
        known.changed(leg);
        unheard.heard(leg.id());
        recovery.doubt(events).map(Step.Doubt::new).ifPresent(steps::add);
        positions.note(events);
        steps.addAll(fundings.legChanged(leg, events, now));
        return steps;
    }

    /** It is as late as an audit was to wait for; one that is not the next any more reads nothing. */
    public List<Step> auditDue(long at, long now) {
        if (!audits.take(at)) {
            return List.of();
        }
        List<Step> steps = audit();
        steps.addAll(auditLater(audits.next(), now));
        return steps;
    }

    /** It is as late as a reading of all positions was to wait for. */
    public List<Step> positionsDue(long now) {
        return List.of(new Step.Read(new Request.ReadPositions(Optional.empty())), positionsLater(now));
    }

    /** It is as late as a reading of payments of funding was to wait for. */
    public List<Step> fundingsDue(long at, long now) {
        return fundings.due(at, now);
    }

    /** The account's mode was read: in hedge mode each direction has a leg of its own. */
    public void modeRead(Answer.AccountMode mode) {
        hedge = mode.hedge();
    }

    /** The leg that a position of {@code direction} in {@code symbol} belongs to. */
    public LegId leg(Symbol symbol, Direction direction) {
        PositionSide ofDirection = direction == Direction.LONG ? PositionSide.LONG : PositionSide.SHORT;
        return evidence.leg(symbol, hedge ? ofDirection : PositionSide.BOTH);
    }

    /** The list is whole: when it has no stop of another installation, there is none any more. */
    private Optional<Step> rivals(Answer.Stops read) {
        Optional<String> rival = read.reports().stream()
                .flatMap(report -> ids.rival(report.id()).stream())
                .findFirst();
        if (rival.isEmpty()) {
            room.contest(Optional.empty());
        }
        return rival.flatMap(this::contested);
    }

    private Optional<Step> contested(String by) {
        room.contest(Optional.of(by));
        return Optional.of(new Step.Warn(StopRoom.contested(by)));
    }

    private static boolean isForWantOfRoom(LegEvent event) {
        return event instanceof LegEvent.StopRefused refused && refused.code() == TOO_MANY_STOPS;
    }

    /** A node was lost, and perhaps legs with it: those on the others are told again. */
    public void nodeLost() {
        unheard.nodeLost();
    }

    AccountActor.Health health(long now) {
        return tally.health(room, unheard.overdue(now));
    }

    private static List<Step> audit() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Read(new Request.ReadPositions(Optional.empty())));
        steps.add(new Step.Read(new Request.ReadStops(Optional.empty())));
        return steps;
    }

    private List<Step> auditLater(Duration delay, long now) {
        long at = now + delay.toMillis();
        return audits.plan(at) ? List.of(new Step.AuditAt(at)) : List.of();
    }

    private Step positionsLater(long now) {
        return new Step.PositionsAt(now + positions.next().toMillis());
    }

    private static List<Step> told(List<AccountEvidence.Piece> pieces) {
        return pieces.stream()
                .<Step>map(piece -> new Step.Tell(piece.leg(), piece.input()))
                .toList();
    }
}
