package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the exchange tells the owner of the account (order of events: binance-api §16.4). */
public sealed interface ExchangeEvent {

    EventTime time();

    /**
     * A regular order changed: ORDER_TRADE_UPDATE.
     *
     * @param trade the fill, null unless {@code execution} is TRADE
     */
    record OrderChanged(
            SimulatedOrder order,
            Execution execution,
            @Nullable SimulatedTrade trade,
            ExpiryReason reason,
            EventTime time)
            implements ExchangeEvent {}

    /** A fill, told in short and ahead of the rest: TRADE_LITE. */
    record TradeReported(SimulatedTrade trade, SimulatedOrder order, EventTime time) implements ExchangeEvent {}

    /**
     * Balance or positions changed: ACCOUNT_UPDATE.
     *
     * @param reason field {@code m}
     * @param funded the symbol whose funding was paid, else ""
     * @param wallet the new wallet balance
     * @param crossWallet the part of it that is not set apart for isolated positions
     * @param balanceChange what changed it apart from profit and commission
     */
    record AccountChanged(
            String reason,
            String funded,
            BigDecimal wallet,
            BigDecimal crossWallet,
            BigDecimal balanceChange,
            List<PositionReport> positions,
            EventTime time)
            implements ExchangeEvent {
        public AccountChanged {
            positions = List.copyOf(positions);
        }
    }

    /** A conditional order changed: ALGO_UPDATE. */
    record AlgoChanged(SimulatedAlgoOrder order, EventTime time) implements ExchangeEvent {}

    /** Multi-assets mode was switched: ACCOUNT_CONFIG_UPDATE with {@code ai}. */
    record MultiAssetsChanged(boolean on, EventTime time) implements ExchangeEvent {}

    /** A liquidation is near: MARGIN_CALL, for information only. */
    record MarginCalled(BigDecimal crossWallet, List<PositionReport> positions, EventTime time)
            implements ExchangeEvent {
        public MarginCalled {
            positions = List.copyOf(positions);
        }
    }

    /** The leverage of a symbol changed: ACCOUNT_CONFIG_UPDATE. */
    record LeverageChanged(Symbol symbol, int leverage, EventTime time) implements ExchangeEvent {}
}
