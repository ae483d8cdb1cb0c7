package dev.belay.exchange.binance;

import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.util.Optional;

/** Requests that the tests send. */
final class TestRequests {

    static final Symbol BITCOIN = new Symbol("BTCUSDT");
    static final BinanceKey KEY = new BinanceKey(
            "dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83",
            "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9");
    static final long DECIDED = 1_591_702_613_943L;

    private TestRequests() {}

    static LegId leg(PositionSide side) {
        return new LegId(new Account("main"), BITCOIN, side);
    }

    static Request workingStop(PositionSide side, Side order) {
        StopTicket ticket =
                new StopTicket(leg(side), "belay-w-1", order, Quantity.of("0.0030"), Price.of("59990.10"), false);
        return new Request.PlaceStop(ticket, DECIDED);
    }

    static Request disasterStop(PositionSide side, Side order) {
        StopTicket ticket = new StopTicket(leg(side), "belay-d-1", order, Quantity.ZERO, Price.of("50000"), true);
        return new Request.PlaceStop(ticket, DECIDED);
    }

    static Request market(PositionSide side, Side order, boolean reduceOnly) {
        return new Request.PlaceMarket(
                new MarketTicket(leg(side), "belay-m-1", order, Quantity.of("0.003"), reduceOnly), DECIDED);
    }

    static Request cancel() {
        return new Request.CancelStop(leg(PositionSide.BOTH), "belay-w-1", DECIDED);
    }

    static Request allPositions() {
        return new Request.ReadPositions(Optional.empty());
    }
}
