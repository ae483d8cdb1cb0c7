package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the account owns and has asked for. Every change is put here and told to the {@link ChangeLog}. */
final class AccountBook {

    private static final long FIRST_ORDER_ID = 8_000_000_000L;
    private static final long FIRST_ALGO_ID = 4_000_000_000_000_000L;

    private final ChangeLog log;
    private final OrderStore<SimulatedOrder> orders = new OrderStore<>();
    private final OrderStore<SimulatedAlgoOrder> algoOrders = new OrderStore<>();
    private final Map<PositionKey, SimulatedPosition> positions = new TreeMap<>();
    private final Map<Symbol, SymbolSettings> settings = new TreeMap<>();
    private final Map<Symbol, Long> lastTradeId = new TreeMap<>();
    private final List<SimulatedTrade> trades = new ArrayList<>();
    private final List<FundingPaid> fundings = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<MarginTransfer> marginTransfers = new ArrayList<>();
    private final Set<PositionKey> touched = new LinkedHashSet<>();
    private final Map<Long, Long> algoOfOrder = new HashMap<>();
    private final List<SimulatedOrder> ended = new ArrayList<>();
    private long version;
    private AccountState state;

    AccountBook(BigDecimal wallet, ChangeLog log) {
        this.log = log;
        this.state = new AccountState(wallet, false, false, false);
    }

    /** Takes a change over and logs it. */
    void put(LedgerEntry entry) {
        restore(entry);
        log.changed(entry);
    }

    /** Puts a position and remembers that the orders which depend on it are to be looked at. */
    void touch(SimulatedPosition position) {
        put(position);
        touched.add(position.key());
    }

    /** The positions that were touched since this was asked last. */
    List<PositionKey> takeTouched() {
        if (touched.isEmpty()) {
            return List.of();
        }
        List<PositionKey> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** The orders born from conditional ones that have ended since this was asked last. */
    List<SimulatedOrder> takeEnded() {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<SimulatedOrder> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    private void link(SimulatedAlgoOrder order) {
        if (order.status() == AlgoStatus.TRIGGERED) {
            algoOfOrder.put(order.outcome().orderId(), order.algoId());
        } else if (order.status() == AlgoStatus.FINISHED) {
            algoOfOrder.remove(order.outcome().orderId());
        }
    }

    /** Rises with every change of anything but orders that trail. */
    long version() {
        return version;
    }

    /** Takes a change over that is already in the log. */
    void restore(LedgerEntry entry) {
        version++;
        if (entry instanceof SimulatedOrder order) {
            orders.put(order);
            if (!order.open() && algoOfOrder.containsKey(order.orderId())) {
                ended.add(order);
            }
        } else if (entry instanceof SimulatedAlgoOrder order) {
            algoOrders.put(order);
            link(order);
        } else if (entry instanceof SimulatedPosition position) {
            positions.put(position.key(), position);
        } else if (entry instanceof SimulatedTrade trade) {
            trades.add(trade);
            lastTradeId.merge(trade.symbol(), trade.id(), Math::max);
        } else if (entry instanceof FundingPaid funding) {
            fundings.add(funding);
        } else if (entry instanceof Transfer transfer) {
            transfers.add(transfer);
        } else if (entry instanceof MarginTransfer transfer) {
            marginTransfers.add(transfer);
        } else if (entry instanceof AccountState account) {
            state = account;
        } else if (entry instanceof SymbolSettings changed) {
            settings.put(changed.symbol(), changed);
        }
    }

    long nextOrderId() {
        return orders.nextId(FIRST_ORDER_ID);
    }

    long nextAlgoId() {
        return algoOrders.nextId(FIRST_ALGO_ID);
    }

    long nextTradeId(Symbol symbol) {
        return lastTradeId.getOrDefault(symbol, 0L) + 1;
    }

    long nextFundingId() {
        return fundings.isEmpty() ? 1 : fundings.get(fundings.size() - 1).id() + 1;
    }

    long nextTransferId() {
        return transfers.isEmpty() ? 1 : transfers.get(transfers.size() - 1).id() + 1;
    }

    long nextMarginTransferId() {
        return marginTransfers.isEmpty()
                ? 1
                : marginTransfers.get(marginTransfers.size() - 1).id() + 1;
    }

    AccountState state() {
        return state;
    }

    SymbolSettings settings(SymbolSpec spec) {
        return settings.computeIfAbsent(spec.symbol(), symbol -> SymbolSettings.initial(spec));
    }

    SimulatedPosition position(PositionKey key) {
        SimulatedPosition position = positions.get(key);
        return position == null ? SimulatedPosition.flat(key) : position;
    }

    /** All that are not flat. */
    List<SimulatedPosition> positions() {
        List<SimulatedPosition> open = new ArrayList<>();
        for (SimulatedPosition position : positions.values()) {
            if (!position.isFlat()) {
                open.add(position);
            }
        }
        return open;
    }

    boolean holds(Symbol symbol) {
        return positions.values().stream()
                .anyMatch(position ->
                        !position.isFlat() && position.key().symbol().equals(symbol));
    }

    OrderStore<SimulatedOrder> orders() {
        return orders;
    }

    OrderStore<SimulatedAlgoOrder> algoOrders() {
        return algoOrders;
    }

    List<SimulatedTrade> trades() {
        return List.copyOf(trades);
    }

    List<FundingPaid> fundings() {
        return List.copyOf(fundings);
    }

    List<Transfer> transfers() {
        return List.copyOf(transfers);
    }

    List<MarginTransfer> marginTransfers() {
        return List.copyOf(marginTransfers);
    }

    /** Drops what Binance would no longer answer for either. */
    void forgetOld(long now) {
        orders.forget(order -> Retention.isOver(order, now));
        algoOrders.forget(order -> Retention.isOver(order, now));
        trades.removeIf(trade -> Retention.isOver(trade, now));
        fundings.removeIf(paid -> Retention.isOver(paid, now));
        transfers.removeIf(transfer -> Retention.isOver(transfer, now));
        marginTransfers.removeIf(transfer -> Retention.isOver(transfer, now));
    }
}
