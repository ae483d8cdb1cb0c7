package dev.belay.exchange;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the exchange answers when a request is done. */
public sealed interface Answer {

    /** The life of a conditional order at the exchange (binance-api §8.4). */
    enum StopStatus {
        /** Rests and waits for its trigger. */
        NEW,
        /** Triggered, on its way to the matching engine; can no longer be cancelled. */
        TRIGGERING,
        /** A market order was born from it. */
        TRIGGERED,
        /** That order is filled or over. */
        FINISHED,
        CANCELED,
        EXPIRED,
        /** The engine refused it when it triggered. */
        REJECTED,
        /** A word that this version does not know; proves nothing. */
        OTHER;

        /** Whether it rests at the exchange and protects. */
        public boolean isLive() {
            return this == NEW;
        }

        /** Whether it will never again do anything. */
        public boolean isOver() {
            return this == FINISHED || this == CANCELED || this == EXPIRED || this == REJECTED;
        }
    }

    /** The life of a regular order at the exchange. */
    enum OrderStatus {
        NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        REJECTED,
        EXPIRED,
        EXPIRED_IN_MATCH,
        /** A word that this version does not know; proves nothing. */
        OTHER;

        /** Whether it will never again do anything. */
        public boolean isOver() {
            return this == FILLED
                    || this == CANCELED
                    || this == REJECTED
                    || this == EXPIRED
                    || this == EXPIRED_IN_MATCH;
        }
    }

    /**
     * A conditional order as the exchange reports it.
     *
     * @param id its client id, ours or somebody else's
     * @param algoId the exchange's number for it, up to 2^53
     * @param quantity zero with {@code closePosition}
     * @param filled what the market order born from it has filled, zero before
     * @param reason why the engine refused it, "" when it did not or does not say
     * @param at when the exchange last changed it, epoch milliseconds, 0 when it does not say
     * @param triggeredBy which price triggers it, empty when the source does not say
     */
    record StopReport(
            Symbol symbol,
            PositionSide positionSide,
            String id,
            long algoId,
            StopStatus status,
            Side side,
            Quantity quantity,
            Price trigger,
            boolean closePosition,
            boolean reduceOnly,
            Quantity filled,
            String reason,
            long at,
            Optional<PriceKind> triggeredBy)
            implements Answer {

        /** One that the mark price triggers. */
        public StopReport(
                Symbol symbol,
                PositionSide positionSide,
                String id,
                long algoId,
                StopStatus status,
                Side side,
                Quantity quantity,
                Price trigger,
                boolean closePosition,
                boolean reduceOnly,
                Quantity filled,
                String reason,
                long at) {
            this(
                    symbol,
                    positionSide,
                    id,
                    algoId,
                    status,
                    side,
                    quantity,
                    trigger,
                    closePosition,
                    reduceOnly,
                    filled,
                    reason,
                    at,
                    Optional.of(PriceKind.MARK));
        }
    }

    /**
     * A regular order as the exchange reports it.
     *
     * @param averagePrice zero when nothing is filled or the answer does not say (binance-api §7)
     * @param at when the exchange last changed it, epoch milliseconds, 0 when it does not say
     */
    record OrderReport(
            Symbol symbol,
            PositionSide positionSide,
            String id,
            long orderId,
            OrderStatus status,
            Side side,
            Quantity quantity,
            Quantity filled,
            Price averagePrice,
            boolean reduceOnly,
            long at)
            implements Answer {}

    /** A conditional order was cancelled. */
    record Cancelled(String id) implements Answer {}

    /** Positions; a symbol that is missing was not said to be flat. */
    record Positions(List<PositionRow> rows) implements Answer {
        public Positions {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One position as the exchange reports it.
     *
     * @param amount signed: positive is long, negative is short
     * @param entryPrice zero when flat
     * @param liquidationPrice zero when there is none or the source does not say
     * @param at when the exchange last changed it, epoch milliseconds
     */
    record PositionRow(
            Symbol symbol,
            PositionSide positionSide,
            BigDecimal amount,
            Price entryPrice,
            Price liquidationPrice,
            long at) {}

    /**
     * Open conditional orders.
     *
     * @param others how many more rest that are no stops, such as take-profits; they count where room is concerned
     */
    record Stops(List<StopReport> reports, int others) implements Answer {
        public Stops {
            reports = List.copyOf(reports);
        }

        /** Stops, and nothing else. */
        public Stops(List<StopReport> reports) {
            this(reports, 0);
        }
    }

    /** Open regular orders. */
    record Orders(List<OrderReport> reports) implements Answer {
        public Orders {
            reports = List.copyOf(reports);
        }
    }

    /** The newest price of one kind and symbol. */
    record Newest(MarketPrice price) implements Answer {}

    /** Newest prices of one kind, of one symbol or of all. */
    record Prices(List<MarketPrice> prices) implements Answer {
        public Prices {
            prices = List.copyOf(prices);
        }
    }

    /**
     * One fill of one order of the account (binance-api §6, §10.2).
     *
     * @param id unique per symbol and rising, with gaps
     * @param clientId of the order, "" when the source does not say
     * @param realizedProfit in quote asset, before commission
     * @param commission positive is paid
     * @param commissionAsset "" when the source does not say
     * @param at when it was made, epoch milliseconds
     */
    record Trade(
            Symbol symbol,
            PositionSide positionSide,
            long id,
            long orderId,
            String clientId,
            Side side,
            Quantity quantity,
            Price price,
            BigDecimal realizedProfit,
            BigDecimal commission,
            String commissionAsset,
            boolean maker,
            long at) {}

    /**
     * Fills of one symbol, all its legs, oldest first.
     *
     * @param complete whether there are none beyond the last; otherwise ask again from there
     */
    record Trades(List<Trade> rows, boolean complete) implements Answer {
        public Trades {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One payment of funding (binance-api §6); of which side's position it was for the exchange does not say.
     *
     * @param id unique among payments of funding
     * @param amount change of the balance in {@code asset}: negative was paid, positive received
     * @param at when it was made, epoch milliseconds
     */
    record Funding(Symbol symbol, long id, BigDecimal amount, String asset, long at) {}

    /**
     * Payments of funding of all symbols, oldest first.
     *
     * @param complete whether there are none beyond the last; otherwise ask for the next page
     */
    record Fundings(List<Funding> rows, boolean complete) implements Answer {
        public Fundings {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What the exchange says of its symbols and its limits.
     *
     * @param limits published for everybody; {@link RateBudget.Limits#UNSAID} where nothing is said
     */
    record Rules(Map<Symbol, SymbolRules> bySymbol, RateBudget.Limits limits) implements Answer {
        public Rules {
            bySymbol = Map.copyOf(bySymbol);
        }
    }

    /**
     * The mode of the account.
     *
     * @param hedge whether each symbol has a LONG and a SHORT leg instead of one BOTH leg
     * @param mayTrade whether the exchange accepts orders from it
     */
    record AccountMode(boolean hedge, boolean mayTrade) implements Answer {}

    /** The account's own limits; {@link RateBudget.Limits#UNSAID} where nothing is said. */
    record OrderLimits(RateBudget.Limits limits) implements Answer {}

    /** The exchange's clock, epoch milliseconds. */
    record ServerTime(long millis) implements Answer {}

    /** The user stream's key is good for another hour; whether the answer names the key does not matter. */
    record UserStreamKept() implements Answer {}

    /** The key of a user stream: a secret, because whoever has it reads the account. */
    record UserStreamKey(String secret) implements Answer {
        @Override
        public String toString() {
            return "UserStreamKey[***]";
        }
    }
}
