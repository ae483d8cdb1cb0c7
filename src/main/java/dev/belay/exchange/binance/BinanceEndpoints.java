package dev.belay.exchange.binance;

import dev.belay.money.Require;
import java.net.URI;
import java.util.Set;

/**
 * Where the exchange is (binance-api §1). Base addresses without a path of ours, such as
 * {@code https://fapi.binance.com}, {@code wss://fstream.binance.com/market} and
 * {@code wss://fstream.binance.com/private}.
 */
public record BinanceEndpoints(URI rest, URI marketStream, URI userStream) {

    public BinanceEndpoints {
        require("rest", rest, Set.of("http", "https"));
        require("market stream", marketStream, Set.of("ws", "wss"));
        require("user stream", userStream, Set.of("ws", "wss"));
    }

    /** Reads the three addresses as they are written in the configuration. */
    public static BinanceEndpoints of(String rest, String marketStream, String userStream) {
        return new BinanceEndpoints(URI.create(rest), URI.create(marketStream), URI.create(userStream));
    }

    private static void require(String name, URI base, Set<String> schemes) {
        Require.argument(
                base.getScheme() != null && schemes.contains(base.getScheme()) && base.getHost() != null,
                "the %s address must start with %s and name a host, was [%s]",
                name,
                String.join(":// or ", schemes.stream().sorted().toList()) + "://",
                base);
        Require.argument(
                base.getRawQuery() == null && base.getRawUserInfo() == null,
                "the %s address must not hold a query or a user",
                name);
    }

    /** {@code base} and {@code path} with exactly one slash between them. */
    static String join(URI base, String path) {
        String start = base.toString();
        return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
    }
}
