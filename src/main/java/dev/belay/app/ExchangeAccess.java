package dev.belay.app;

import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.market.ExchangeClock;
import java.util.Map;

/**
 * The way to an exchange account: where it is, whose clock counts, and with which key.
 *
 * @param handshakeHeaders sent with every WebSocket handshake
 */
record ExchangeAccess(
        BinanceEndpoints endpoints, BinanceKey key, ExchangeClock clock, Map<String, String> handshakeHeaders) {

    ExchangeAccess {
        handshakeHeaders = Map.copyOf(handshakeHeaders);
    }
}
