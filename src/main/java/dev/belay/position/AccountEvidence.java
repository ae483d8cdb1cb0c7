package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sorts what the exchange says of an account by the legs that it is evidence for, in its order. Concludes nothing. */
record AccountEvidence(Account account) {

    /** Something for one leg to weigh. */
    record Piece(LegId leg, LegInput input) {}

    LegId leg(Symbol symbol, PositionSide side) {
        return new LegId(account, symbol, side);
    }

    /** An event of the user stream; most concern one leg, some none. */
    List<Piece> of(UserEvent event) {
        if (event instanceof UserEvent.PositionsChanged changed) {
            return changed.rows().stream()
                    .map(row -> new Piece(leg(row), new LegInput.PositionChanged(row)))
                    .toList();
        }
        if (event instanceof UserEvent.StopChanged changed) {
            return List.of(new Piece(leg(changed.report()), new LegInput.StopChanged(changed.report())));
        }
        if (event instanceof UserEvent.OrderChanged changed) {
            Answer.OrderReport report = changed.report();
            return List.of(new Piece(
                    leg(report.symbol(), report.positionSide()), new LegInput.OrderChanged(report, changed.trade())));
        }
        return List.of();
    }

    /**
     * A list of positions, read at {@code readAt}. For a guarded leg that it does not have its absence is the evidence;
     * flat rows of legs that nobody guards, hundreds in some answers, say nothing.
     */
    List<Piece> of(Answer.Positions read, long readAt, Set<LegId> guarded) {
        Set<LegId> missing = new LinkedHashSet<>(guarded);
        List<Piece> pieces = new ArrayList<>();
        for (Answer.PositionRow row : read.rows()) {
            boolean isGuarded = missing.remove(leg(row));
            if (isGuarded || row.amount().signum() != 0) {
                pieces.add(new Piece(leg(row), new LegInput.PositionRead(Optional.of(row), readAt)));
            }
        }
        missing.forEach(leg -> pieces.add(new Piece(leg, new LegInput.PositionRead(Optional.empty(), readAt))));
        return pieces;
    }

    /** A list of conditional orders, read at {@code readAt}: all of a leg's at once, none for a guarded leg without any. */
    List<Piece> of(Answer.Stops read, long readAt, Set<LegId> guarded) {
        Map<LegId, List<Answer.StopReport>> byLeg = new LinkedHashMap<>();
        guarded.forEach(leg -> byLeg.put(leg, new ArrayList<>()));
        for (Answer.StopReport report : read.reports()) {
            byLeg.computeIfAbsent(leg(report), any -> new ArrayList<>()).add(report);
        }
        return byLeg.entrySet().stream()
                .map(entry -> new Piece(entry.getKey(), new LegInput.StopsRead(entry.getValue(), readAt)))
                .toList();
    }

    /** The legs of which {@code read} has an open position. */
    Set<LegId> open(Answer.Positions read) {
        Set<LegId> open = new LinkedHashSet<>();
        for (Answer.PositionRow row : read.rows()) {
            if (row.amount().signum() != 0) {
                open.add(leg(row));
            }
        }
        return open;
    }

    private LegId leg(Answer.PositionRow row) {
        return leg(row.symbol(), row.positionSide());
    }

    private LegId leg(Answer.StopReport report) {
        return leg(report.symbol(), report.positionSide());
    }
}
