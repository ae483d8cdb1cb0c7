package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoStatus;
import java.util.List;

/**
 * One thing that an exchange sees. Times are exchange time in epoch milliseconds; amounts and prices are units of {@link
 * dev.belay.money.FixedPoint}. What a request causes comes before its {@link RequestSeen}, a price before what it causes.
 */
public sealed interface Observed {

    long at();

    /** A price of a symbol. */
    record PriceSeen(Symbol symbol, long last, long mark, long at) implements Observed {}

    /**
     * A request was looked at.
     *
     * @param account whose key was shown, "" when it was nobody's
     * @param positionSide as sent, "" without one
     * @param id the client id that it names, "" when it names none
     * @param stampedAt the request's own timestamp: when it was decided; 0 without one
     * @param status the exchange's verdict, 200 when it was done
     * @param code 0 when it was done
     * @param text the exchange's words, "" when it was done
     * @param told the status that the caller was sent, 0 when his connection was cut
     * @param weight used of the address's limit
     * @param orders used of the account's limit
     * @param effects the orders that it placed or changed, such as {@code algo 4000000000000001}
     */
    record RequestSeen(
            String account,
            String method,
            String path,
            String symbol,
            String positionSide,
            String id,
            long stampedAt,
            int status,
            int code,
            String text,
            int told,
            int weight,
            int orders,
            List<String> effects,
            long at)
            implements Observed {

        public RequestSeen {
            effects = List.copyOf(effects);
        }

        /** Whether it asks for an order or the end of one. */
        boolean isAct() {
            return !method.equals("GET") && (path.endsWith("/algoOrder") || path.endsWith("/order"));
        }

        /** When it was decided, as far as the exchange can know. */
        long decidedAt() {
            return stampedAt == 0 ? at : Math.min(stampedAt, at);
        }
    }

    /**
     * A conditional order is in this state.
     *
     * @param number the exchange's, unique per account and rising
     * @param id the client's
     * @param trigger zero for a trailing order
     * @param triggeredBy which price triggers it
     */
    record StopSeen(
            LegId leg,
            long number,
            String id,
            Side side,
            long quantity,
            long trigger,
            boolean closePosition,
            AlgoStatus status,
            long at,
            PriceKind triggeredBy)
            implements Observed {

        /** One that the mark price triggers. */
        public StopSeen(
                LegId leg,
                long number,
                String id,
                Side side,
                long quantity,
                long trigger,
                boolean closePosition,
                AlgoStatus status,
                long at) {
            this(leg, number, id, side, quantity, trigger, closePosition, status, at, PriceKind.MARK);
        }
    }

    /**
     * A regular order is in this state.
     *
     * @param number the exchange's, unique per account
     * @param id the client's; that of the conditional order if it was born from one
     */
    record OrderSeen(LegId leg, long number, String id, Side side, long quantity, String status, long at)
            implements Observed {}

    /** A position changed; the fills that did it follow. Sizes are signed. */
    record PositionSeen(LegId leg, long before, long after, long entry, long at) implements Observed {}

    /** A part of a regular order was filled. */
    record FillSeen(LegId leg, long order, String id, Side side, long price, long quantity, long at)
            implements Observed {}

    /** A fault fired, at the exchange or on the way to it. */
    record FaultSeen(String fault, String what, long at) implements Observed {}

    /** An account exists from here on; what is open in it follows. */
    record AccountSeen(String account, long at) implements Observed {}

    /** An operator told the guard to do something with the leg; an audit file does not know of it. */
    record Commanded(LegId leg, String what, long at) implements Observed {}

    /** The stop policy of the position follows this price from now on, as was journaled; until that is said, the mark price. */
    record Follows(LegId leg, PriceKind kind, long at) implements Observed {}

    /** An operator's override was journaled: until the position is over, stops may be as loose as {@code level}. */
    record Overridden(LegId leg, long level, long at) implements Observed {}
}
