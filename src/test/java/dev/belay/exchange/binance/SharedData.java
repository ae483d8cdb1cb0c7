package dev.belay.exchange.binance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Captured data that lies beside the checkout where there is any; without it the test that asks is skipped. */
final class SharedData {

    private static final Path FOLDER = Path.of("../shared/data");

    private SharedData() {}

    /** The content of a file, unpacked when it ends in {@code .gz}. */
    static byte[] bytes(String file) throws IOException {
        Path path = FOLDER.resolve(file);
        assumeTrue(Files.isReadable(path), "skipped: there is no captured data at " + path);
        byte[] content = Files.readAllBytes(path);
        if (!file.endsWith(".gz")) {
            return content;
        }
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return packed.readAllBytes();
        }
    }

    static List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        for (String line :
                new String(bytes(file), StandardCharsets.UTF_8).lines().toList()) {
            read.add(BinanceJson.MAPPER.readTree(line));
        }
        return read;
    }
}
