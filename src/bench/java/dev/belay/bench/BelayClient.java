package dev.belay.bench;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/** The product's adapter, waited for by the caller as nobody in the product waits for it. */
final class BelayClient implements AdapterCost.Client {

    private final Rig rig = Rig.inMemory();
    private final BinanceExchange exchange;

    BelayClient(int port) {
        String base = "127.0.0.1:" + port;
        exchange = new BinanceExchange(
                rig.system,
                BinanceEndpoints.of("http://" + base, "ws://" + base + "/market", "ws://" + base + "/private"),
                new BinanceKey("benchkey", "benchsecret"),
                rig.clock,
                CallLimits.DEFAULT);
    }

    @Override
    public long place(String id) throws Exception {
        var ticket =
                new StopTicket(Rig.leg(TickToOrder.SYMBOL), id, Side.SELL, Quantity.of("1"), Price.of("990.50"), false);
        Outcome outcome = exchange.call(new Request.PlaceStop(ticket, Rig.START))
                .toCompletableFuture()
                .get()
                .outcome();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.StopReport report) {
            return report.algoId();
        }
        throw new IllegalStateException("not placed: " + outcome);
    }

    @Override
    public void close() {
        rig.close();
    }
}
