package dev.belay.exchange.binance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers and events of the exchange, kept as files. */
final class Samples {

    private Samples() {}

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) {
        try (InputStream file = Samples.class.getResourceAsStream("/binance/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
