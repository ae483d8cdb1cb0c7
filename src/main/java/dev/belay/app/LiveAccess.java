package dev.belay.app;

import dev.belay.exchange.binance.BinanceEndpoints;
import java.util.Map;

/** The way to the exchange itself, live or testnet: base URIs from the configuration, the key from a file or the environment. */
final class LiveAccess {

    private LiveAccess() {}

    static ExchangeAccess of(Settings settings) {
        Settings.Exchange exchange = settings.exchange();
        return new ExchangeAccess(
                new BinanceEndpoints(exchange.rest(), exchange.marketStream(), exchange.userStream()),
                ExchangeKeys.read(settings, System.getenv()),
                new MachineClock(),
                Map.of());
    }
}
