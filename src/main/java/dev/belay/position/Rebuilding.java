package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.PositionRow;
import dev.belay.exchange.Answer.StopReport;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopBook;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects what the exchange says of a leg whose journal is lost, and says what its new history begins with. Belay knows
 * nothing else of such a leg, so that it believes only what was said three times, two seconds apart: with an empty list once
 * and the stops gone the position would be naked by our own act (incidents.md #1).
 */
final class Rebuilding {

    static final long APART_MILLIS = 2_000;
    private static final int ROUNDS = 3;

    private final LegId leg;
    private final LegTerms terms;
    private final List<Round> rounds = new ArrayList<>();

    /** What one look at the exchange showed: the row of an open position, and the live stops of the leg that are ours. */
    private record Round(Optional<PositionRow> row, List<StopReport> stops, long readAt) {

        boolean agrees(Round other) {
            return row.isPresent() == other.row.isPresent() && (row.isEmpty() || isSame(row.get(), other.row.get()));
        }

        private static boolean isSame(PositionRow a, PositionRow b) {
            return a.amount().compareTo(b.amount()) == 0 && a.entryPrice().equals(b.entryPrice());
        }

        /** A disaster stop of ours rests only while a position is open (binance-api §8.5). */
        boolean contradictsItself() {
            return row.isEmpty() && stops.stream().anyMatch(StopReport::closePosition);
        }
    }

    Rebuilding(LegId leg, LegTerms terms) {
        this.leg = leg;
        this.terms = terms;
    }

    /** Both lists were read, begun at {@code readAt}; what contradicts the looks before makes them worthless. */
    void looked(Answer.Positions positions, Answer.Stops stops, long readAt) {
        Optional<PositionRow> row = AnswerEvidence.rowOf(leg, positions)
                .filter(found -> found.amount().signum() != 0);
        List<StopReport> own = stops.reports().stream()
                .filter(report -> StopEvidence.isAbout(leg, report)
                        && report.status().isLive()
                        && terms.ids().isStopOf(leg, report.id()))
                .toList();
        var round = new Round(row, own, readAt);
        boolean agrees = rounds.stream().allMatch(round::agrees);
        if (!agrees || round.contradictsItself()) {
            rounds.clear();
        }
        if (!round.contradictsItself()) {
            rounds.add(round);
        }
    }

    boolean isComplete() {
        return rounds.size() >= ROUNDS;
    }

    /** What the new history begins with, when complete; {@code sequence} is the number of its first event. */
    List<LegEvent> events(long sequence, String because, String by, long now) {
        Round seen = rounds.get(rounds.size() - 1);
        List<LegEvent> events = new ArrayList<>();
        events.add(new LegEvent.Rebuilt(sequence, sequence, because, by, now));
        long epoch = sequence + 1;
        seen.row().ifPresent(row -> events.add(opened(row, seen, epoch, now)));
        Optional<Direction> direction = seen.row().map(Rebuilding::directionOf);
        for (StopReport report : seen.stops()) {
            boolean guards = direction
                    .filter(open -> open.closingSide() == report.side())
                    .isPresent();
            StopOrder stop = stopOf(report, guards ? epoch : 0);
            var proof = new Proof(Proof.Kind.LIST, seen.readAt());
            events.add(new LegEvent.StopAdopted(
                    stop.id(),
                    stop.slot(),
                    stop.epoch(),
                    stop.side(),
                    stop.quantity(),
                    stop.trigger(),
                    proof,
                    now,
                    stop.triggeredBy()));
        }
        return events;
    }

    /** The stop begins where the stops that rest have it: it must not loosen because its history is lost. */
    private LegEvent opened(PositionRow row, Round seen, long epoch, long now) {
        Direction direction = directionOf(row);
        Quantity quantity = Quantity.of(row.amount().abs());
        StopPolicy policy = terms.policy(direction);
        var proof = new Proof(Proof.Kind.SNAPSHOT, row.at() == 0 ? seen.readAt() : row.at());
        Trail trail = Trail.startingAt(direction, row.entryPrice(), policy, terms.rules(), proof.at());
        StopBook book = StopBook.EMPTY;
        for (StopReport report : seen.stops()) {
            book = report.closePosition() ? book : book.with(stopOf(report, epoch));
        }
        Optional<Price> resting = book.level(direction, quantity, epoch);
        return new LegEvent.PositionOpened(
                epoch,
                direction,
                quantity,
                row.entryPrice(),
                row.liquidationPrice(),
                proof.at(),
                policy,
                resting.map(trail::noLooserThan).orElse(trail),
                false,
                proof,
                now);
    }

    private static StopOrder stopOf(StopReport report, long epoch) {
        boolean disaster = report.closePosition();
        return new StopOrder(
                report.id(),
                disaster ? Slot.DISASTER : Slot.WORKING,
                epoch,
                report.side(),
                disaster ? Quantity.ZERO : report.quantity(),
                report.trigger(),
                Status.LIVE,
                0,
                0,
                StopOrder.triggerOf(report));
    }

    private static Direction directionOf(PositionRow row) {
        return row.amount().signum() > 0 ? Direction.LONG : Direction.SHORT;
    }
}
