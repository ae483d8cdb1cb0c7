package dev.belay.exchange.binance;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer as it came.
 *
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call and is compared with nothing
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The whole number of a header that is not negative; empty when it says nothing of the kind. */
    OptionalLong count(String name) {
        String text = header(name).orElse("").strip();
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
