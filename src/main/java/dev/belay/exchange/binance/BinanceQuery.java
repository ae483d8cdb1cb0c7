package dev.belay.exchange.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parameters of a request in the order of adding, percent-encoded as they are sent and signed (binance-api §2.1). */
final class BinanceQuery {

    private final StringBuilder text = new StringBuilder(256);

    BinanceQuery add(String name, String value) {
        if (text.length() > 0) {
            text.append('&');
        }
        text.append(name).append('=').append(encoded(value));
        return this;
    }

    BinanceQuery add(String name, long value) {
        return add(name, Long.toString(value));
    }

    /** {@code value} percent-encoded as UTF-8; a space is {@code %20}. */
    static String encoded(String value) {
        return isPlain(value)
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
