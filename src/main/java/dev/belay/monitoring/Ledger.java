package dev.belay.monitoring;

import dev.belay.money.Symbol;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The positions of a leg and what they have brought.
 *
 * @param positions the newest few, oldest first
 * @param total what the leg has brought over all its positions
 * @param unassigned the part of it that belongs to a position that the journal has not named yet
 * @param trades how many fills are in {@code total}
 */
public record Ledger(List<PositionLine> positions, Money total, Money unassigned, long trades) {

    /** A fill is told late by seconds, or after an outage; one that is later than so many positions goes to the oldest. */
    private static final int POSITIONS_KEPT = 5;

    static final Ledger EMPTY = new Ledger(List.of(), Money.NONE, Money.NONE, 0);

    public Ledger {
        positions = List.copyOf(positions);
    }

    /** The open position, if there is one, as it is in {@code leg} after {@code event}, which may have opened it. */
    Ledger shown(Leg leg, LegEvent event) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return this;
        }
        Protection.State protection = Protection.of(leg).state();
        Optional<PositionLine> open = open();
        if (open.isPresent()) {
            return with(open.get().shown(event, exposure, protection));
        }
        List<PositionLine> more = new ArrayList<>(positions);
        more.add(PositionLine.opened(leg.epoch(), exposure, unassigned).shown(event, exposure, protection));
        List<PositionLine> kept = more.subList(Math.max(0, more.size() - POSITIONS_KEPT), more.size());
        return new Ledger(kept, total, Money.NONE, trades);
    }

    Optional<PositionLine> open() {
        return positions.stream().filter(PositionLine::isOpen).findFirst();
    }

    Ledger ended(long at, boolean forgotten) {
        return open().map(open -> with(open.closed(at, forgotten))).orElse(this);
    }

    Ledger counting(Symbol symbol, LegEvent.Filled fill) {
        Money more = Money.of(symbol, fill);
        Ledger next =
                at(fill.tradedAt()).map(line -> with(line.counting(fill, more))).orElseGet(() -> unassigned(more));
        return new Ledger(next.positions, total.plus(more), next.unassigned, trades + 1);
    }

    Ledger counting(Symbol symbol, LegEvent.FundingPaid paid) {
        Money more = Money.of(symbol, paid);
        Ledger next = at(paid.paidAt()).map(line -> with(line.counting(more))).orElseGet(() -> unassigned(more));
        return new Ledger(next.positions, total.plus(more), next.unassigned, trades);
    }

    /** The number of the position that something of exchange time {@code at} belongs to, 0 when it is not named yet. */
    long epochAt(long at) {
        return at(at).map(PositionLine::epoch).orElse(0L);
    }

    /** The first position that was not over before. */
    private Optional<PositionLine> at(long at) {
        return positions.stream().filter(line -> line.reaches(at)).findFirst();
    }

    private Ledger unassigned(Money more) {
        return new Ledger(positions, total, unassigned.plus(more), trades);
    }

    private Ledger with(PositionLine changed) {
        List<PositionLine> next = positions.stream()
                .map(line -> line.epoch() == changed.epoch() ? changed : line)
                .toList();
        return new Ledger(next, total, unassigned, trades);
    }
}
