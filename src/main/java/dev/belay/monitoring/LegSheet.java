package dev.belay.monitoring;

import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import dev.belay.position.Fundings;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.TradeWindow;
import dev.belay.position.UnreplayableJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the tables for people say of one leg: a function of its journal. The leg itself is counted by the same code that
 * guards it; the ledger adds what people want to know beyond it.
 *
 * <p>Events may be missing, where a row of the journal cannot be read. Then the sheet stands still until they come after
 * all or the leg is rebuilt: {@link #complete} tells.
 *
 * @param leg as of the last event that followed from the ones before
 * @param complete whether no event is missing
 * @param former what was counted before the leg was rebuilt, for some of it comes again after that
 */
public record LegSheet(Leg leg, boolean complete, Ledger ledger, List<Former> former) {

    /** What was counted in a history that does not count any more. */
    public record Former(TradeWindow trades, Fundings fundings) {}

    /** A sheet and the money that its newest event moved. */
    public record Step(LegSheet sheet, Optional<MoneyLine> moved) {}

    public LegSheet {
        former = List.copyOf(former);
    }

    /** Of a leg without a history. */
    public static LegSheet empty(LegId id) {
        return new LegSheet(Leg.flat(id), true, Ledger.EMPTY, List.of());
    }

    /** After {@code event}, number {@code sequence} of the leg's journal; one that is known already changes nothing. */
    public Step after(long sequence, LegEvent event) {
        if (sequence <= leg.sequence()) {
            return new Step(this, Optional.empty());
        }
        if (event instanceof LegEvent.Rebuilt rebuilt) {
            return new Step(rebuilt(rebuilt), Optional.empty());
        }
        return next(sequence, event)
                .map(next -> followed(next, event))
                .orElseGet(() -> new Step(new LegSheet(leg, false, ledger, former), Optional.empty()));
    }

    /** Empty when the event cannot follow: what is damaged is found and said by the one who guards the leg. */
    private Optional<Leg> next(long sequence, LegEvent event) {
        try {
            return sequence == leg.sequence() + 1
                    ? Optional.of(UnreplayableJournal.after(leg, event))
                    : Optional.empty();
        } catch (UnreplayableJournal e) {
            return Optional.empty();
        }
    }

    private Step followed(Leg next, LegEvent event) {
        Symbol symbol = leg.id().symbol();
        if (event instanceof LegEvent.PositionClosed closed) {
            return unmoved(next, ledger.ended(closed.evidenceAt(), false));
        }
        if (event instanceof LegEvent.Filled fill && !wasCounted(fill)) {
            var moved = new MoneyLine.Trade(fill, ledger.epochAt(fill.tradedAt()));
            return new Step(at(next, ledger.counting(symbol, fill)), Optional.of(moved));
        }
        if (event instanceof LegEvent.FundingPaid paid && !wasCounted(paid)) {
            var moved = new MoneyLine.Funding(paid, ledger.epochAt(paid.paidAt()));
            return new Step(at(next, ledger.counting(symbol, paid)), Optional.of(moved));
        }
        return unmoved(next, ledger.shown(next, event));
    }

    private Step unmoved(Leg next, Ledger nextLedger) {
        return new Step(at(next, nextLedger), Optional.empty());
    }

    private LegSheet at(Leg next, Ledger nextLedger) {
        return new LegSheet(next, true, nextLedger, former);
    }

    private boolean wasCounted(LegEvent.Filled fill) {
        return former.stream().anyMatch(before -> before.trades().isCounted(fill.tradeId()));
    }

    private boolean wasCounted(LegEvent.FundingPaid paid) {
        return former.stream().anyMatch(before -> before.fundings().isCounted(paid.paymentId(), paid.paidAt()));
    }

    private LegSheet rebuilt(LegEvent.Rebuilt event) {
        List<Former> counted = new ArrayList<>(former);
        counted.add(new Former(leg.fills().window(), leg.fundings()));
        return new LegSheet(leg.after(event), true, ledger.ended(event.at(), true), counted);
    }
}
