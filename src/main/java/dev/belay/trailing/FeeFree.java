package dev.belay.trailing;

import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Percent;

/** What the taker's fee of both fills makes of a price (binance-api §14: commission = price × quantity × rate). */
final class FeeFree {

    private static final long WHOLE = StopPolicy.ALL.millionths();

    private FeeFree() {}

    /**
     * The exit price, in units, at which a position entered at {@code entry} gains exactly the fees of entry and exit;
     * rounded in the trader's favour. The exit's fee is paid on the exit's price, so this is a little more than twice the
     * fee for a long and a little less for a short.
     */
    static long exit(Direction direction, long entry, Percent takerFee) {
        long more = WHOLE + takerFee.millionths();
        long less = WHOLE - takerFee.millionths();
        return direction.sign() > 0 ? FixedPoint.scaledUp(entry, more, less) : FixedPoint.scaledDown(entry, less, more);
    }
}
