package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the exchange's word about fills proves. Each fill is counted once, by its trade id, whether the stream tells it,
 * tells it twice, or the exchange's list makes up for what the stream left out. Fills of orders that are not ours count
 * as well: they made the position what it is.
 */
final class FillEvidence {

    /** A fill that is older than this is on the exchange's list, and so are all before it. */
    private static final long SETTLED_MILLIS = 10_000;

    private FillEvidence() {}

    /** A fill of the user stream. */
    static List<LegEvent> onStream(Leg leg, LegMemory memory, Trade trade, long now) {
        if (trade.at() > PositionEvidence.newestEvidence(leg)) {
            memory.doubtPosition(now); // the exchange tells the position before the fill: that word may be lost
        }
        return leg.fills().window().isCounted(trade.id())
                ? List.of()
                : List.of(filled(trade, memory.trades.completeThrough(), Proof.Kind.STREAM, now));
    }

    /** The exchange's list, read at {@code readAt}. */
    static List<LegEvent> onList(Leg leg, LegMemory memory, Answer.Trades read, long readAt, long now) {
        List<Trade> rows = read.rows().stream()
                .filter(row -> row.positionSide() == leg.id().side())
                .toList();
        Optional<List<Trade>> history = history(leg, memory, rows, readAt);
        if (history.isEmpty()) {
            return List.of();
        }
        List<LegEvent> events = new ArrayList<>();
        for (Trade trade : history.get()) {
            if (!leg.fills().window().isCounted(trade.id())) {
                events.add(filled(trade, memory.trades.completeThrough(), Proof.Kind.LIST, now));
            }
        }
        if (read.complete()) {
            memory.fillsSince.listed(readAt);
            long before = history.get().isEmpty() ? 0 : history.get().get(0).id() - 1;
            memory.trades.settle(leg.after(events), readAt, Math.max(before, settledThrough(rows, readAt)));
        }
        return events;
    }

    /** The part of a list that is the leg's; empty while it is better to read again. */
    private static Optional<List<Trade>> history(Leg leg, LegMemory memory, List<Trade> rows, long readAt) {
        if (leg.fills().window().floor() > 0 || memory.trades.completeThrough() > 0) {
            return Optional.of(rows);
        }
        long since = leg.fills().since();
        BigDecimal amount = Fills.amount(leg);
        long amountAt = leg.open().map(Exposure::evidenceAt).orElse(leg.flatSince());
        Optional<List<Trade>> own = readAt - amountAt < TradeDoubt.LAG_MILLIS
                ? Optional.empty()
                : FirstTrades.of(rows, amount, amountAt, since);
        if (own.isPresent() || memory.trades.isPatient()) {
            return own;
        }
        return FirstTrades.of(rows, amount, readAt, since).or(() -> Optional.of(FirstTrades.after(rows, since)));
    }

    private static long settledThrough(List<Trade> rows, long readAt) {
        return rows.stream()
                .filter(row -> readAt - row.at() >= SETTLED_MILLIS)
                .mapToLong(Trade::id)
                .max()
                .orElse(0);
    }

    private static LegEvent filled(Trade trade, long completeThrough, Proof.Kind kind, long now) {
        return new LegEvent.Filled(
                trade.id(),
                trade.orderId(),
                trade.clientId(),
                trade.side(),
                trade.quantity(),
                trade.price(),
                trade.realizedProfit(),
                trade.commission(),
                trade.commissionAsset(),
                trade.maker(),
                trade.at(),
                completeThrough,
                new Proof(kind, trade.at()),
                now);
    }
}
