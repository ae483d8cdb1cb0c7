package dev.belay.exchange.binance;

import dev.belay.money.Require;

/** An API key of an account and its secret (binance-api §2.1). Neither is ever printed. */
public record BinanceKey(String apiKey, String secret) {

    public BinanceKey {
        Require.argument(isToken(apiKey), "the API key is empty or holds characters that a key cannot hold");
        Require.argument(!secret.isBlank(), "the API secret is empty");
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** Tells keys apart without giving them away. */
    @Override
    public String toString() {
        return "BinanceKey[" + apiKey.substring(0, Math.min(4, apiKey.length() / 4)) + "***]";
    }
}
