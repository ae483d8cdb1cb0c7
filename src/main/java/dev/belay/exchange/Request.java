package dev.belay.exchange;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import java.util.Optional;

/**
 * One thing that is asked of the exchange.
 *
 * <p>Requests that change something carry {@code decidedAt}, the exchange time of the decision: it is signed as the
 * request's timestamp, so that the exchange itself refuses a request which a frozen process sends too late.
 */
public sealed interface Request {

    Lane lane();

    /** The leg whose requests must stay in order, if the request belongs to one. */
    default Optional<LegId> leg() {
        return Optional.empty();
    }

    /** When it was decided, exchange time; empty for requests that change nothing. */
    default Optional<Long> decided() {
        return Optional.empty();
    }

    /** Places a conditional order; answered by {@link Answer.StopReport}. */
    record PlaceStop(StopTicket ticket, long decidedAt) implements Request {
        @Override
        public Lane lane() {
            return Lane.PROTECT;
        }

        @Override
        public Optional<Long> decided() {
            return Optional.of(decidedAt);
        }

        @Override
        public Optional<LegId> leg() {
            return Optional.of(ticket.leg());
        }
    }

    /** Cancels a conditional order; answered by {@link Answer.Cancelled}. */
    record CancelStop(LegId of, String id, long decidedAt) implements Request {
        @Override
        public Lane lane() {
            return Lane.CANCEL;
        }

        @Override
        public Optional<Long> decided() {
            return Optional.of(decidedAt);
        }

        @Override
        public Optional<LegId> leg() {
            return Optional.of(of);
        }
    }

    /** Places a market order; answered by {@link Answer.OrderReport}. */
    record PlaceMarket(MarketTicket ticket, long decidedAt) implements Request {
        @Override
        public Lane lane() {
            return ticket.reduceOnly() ? Lane.EXIT : Lane.ENTRY;
        }

        @Override
        public Optional<Long> decided() {
            return Optional.of(decidedAt);
        }

        @Override
        public Optional<LegId> leg() {
            return Optional.of(ticket.leg());
        }
    }

    /** Asks for one conditional order; answered by {@link Answer.StopReport}, refused with -2013 when not found. */
    record QueryStop(LegId of, String id) implements Request {
        @Override
        public Lane lane() {
            return Lane.RESOLVE;
        }

        @Override
        public Optional<LegId> leg() {
            return Optional.of(of);
        }
    }

    /** Asks for one regular order; answered by {@link Answer.OrderReport}, refused with -2013 when not found. */
    record QueryOrder(LegId of, String id) implements Request {
        @Override
        public Lane lane() {
            return Lane.RESOLVE;
        }

        @Override
        public Optional<LegId> leg() {
            return Optional.of(of);
        }
    }

    /** Reads positions, of one symbol or of the account; answered by {@link Answer.Positions}. */
    record ReadPositions(Optional<Symbol> symbol) implements Request {
        @Override
        public Lane lane() {
            return Lane.AUDIT;
        }
    }

    /** Reads open conditional orders, of one symbol or of the account; answered by {@link Answer.Stops}. */
    record ReadStops(Optional<Symbol> symbol) implements Request {
        @Override
        public Lane lane() {
            return Lane.AUDIT;
        }
    }

    /** Reads the open regular orders of a symbol, ours and others'; answered by {@link Answer.Orders}. */
    record ReadOrders(Symbol symbol) implements Request {
        /** Urgent: it is asked for while a position cannot be closed. */
        @Override
        public Lane lane() {
            return Lane.RESOLVE;
        }
    }

    /** Reads the newest price of a symbol; answered by {@link Answer.Newest}. */
    record ReadPrice(Symbol symbol, PriceKind kind) implements Request {
        @Override
        public Lane lane() {
            return Lane.RESOLVE;
        }
    }

    /**
     * Reads newest prices, of one symbol or of all, in place of a stream that is silent; answered by {@link
     * Answer.Prices}.
     */
    record ReadPrices(PriceKind kind, Optional<Symbol> symbol) implements Request {
        @Override
        public Lane lane() {
            return Lane.AUDIT;
        }
    }

    /**
     * Reads fills of a symbol, all its legs; answered by {@link Answer.Trades}.
     *
     * @param fromId the lowest trade id wanted, 0 to go by {@code since}
     * @param since the earliest time wanted, epoch milliseconds; not with {@code fromId} (binance-api §6)
     */
    record ReadTrades(Symbol symbol, long fromId, long since) implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /**
     * Reads payments of funding of all symbols; answered by {@link Answer.Fundings}.
     *
     * @param since the earliest time wanted, epoch milliseconds
     * @param page counts from 1
     */
    record ReadFundings(long since, int page) implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /** Reads the rules of all symbols; answered by {@link Answer.Rules}. */
    record ReadRules() implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /** Reads whether the account is in hedge mode and may trade; answered by {@link Answer.AccountMode}. */
    record ReadAccountMode() implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /** Reads the exchange's clock; answered by {@link Answer.ServerTime}. */
    record ReadTime() implements Request {
        /** Urgent: while our clock is off every signed call is refused. */
        @Override
        public Lane lane() {
            return Lane.RESOLVE;
        }
    }

    /** Reads the order limits of this account, which are not everybody's; answered by {@link Answer.OrderLimits}. */
    record ReadOrderLimits() implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /** Makes or prolongs the key of the account's user stream; answered by {@link Answer.UserStreamKey}. */
    record OpenUserStream() implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }

    /** Prolongs the key of the user stream; answered by {@link Answer.UserStreamKept}, refused with -1125 when gone. */
    record KeepUserStream() implements Request {
        @Override
        public Lane lane() {
            return Lane.HOUSEKEEPING;
        }
    }
}
