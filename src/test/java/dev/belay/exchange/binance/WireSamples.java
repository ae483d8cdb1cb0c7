package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Request;
import dev.belay.market.PriceKind;
import dev.belay.money.PositionSide;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the exchange's own pages show and what was captured from it (binance-api §5 to §10, §14), by name. */
final class WireSamples {

    static final Map<String, JsonNode> ANSWERS = read("answers.jsonl");
    static final Map<String, JsonNode> USER_EVENTS = read("user-events.jsonl");
    static final Map<String, JsonNode> MARKET_FRAMES = read("market-frames.jsonl");

    private WireSamples() {}

    /** Reads a sample, or a changed one, as the program would. */
    interface Reader {
        Object read(String text) throws UnreadableAnswer;
    }

    static Reader answer(String name) {
        Request request = request(name);
        return text -> AnswerReader.read(request, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String name) {
        return switch (name) {
            case "time" -> new Request.ReadTime();
            case "exchange-info" -> new Request.ReadRules();
            case "premium-index" -> new Request.ReadPrice(TestRequests.BITCOIN, PriceKind.MARK);
            case "position-risk", "position-risk-of-2023" -> TestRequests.allPositions();
            case "fundings" -> new Request.ReadFundings(1, 1);
            case "account-config" -> new Request.ReadAccountMode();
            case "listen-key" -> new Request.OpenUserStream();
            case "order-placed" -> new Request.QueryOrder(TestRequests.leg(PositionSide.BOTH), "testOrder");
            case "order-queried" -> new Request.QueryOrder(TestRequests.leg(PositionSide.SHORT), "abc");
            case "stop-placed", "stop-queried" ->
                new Request.QueryStop(TestRequests.leg(PositionSide.BOTH), "6B2I9XVcJpCjqPAJ4YoFX7");
            case "stops-open" -> new Request.ReadStops(Optional.empty());
            case "stop-cancelled" ->
                new Request.CancelStop(TestRequests.leg(PositionSide.BOTH), "6B2I9XVcJpCjqPAJ4YoFX7", 1);
            default -> throw new IllegalArgumentException("no request is answered by " + name);
        };
    }

    private static Map<String, JsonNode> read(String file) {
        Map<String, JsonNode> samples = new LinkedHashMap<>();
        try (InputStream lines = WireSamples.class.getResourceAsStream("/wire/" + file)) {
            if (lines == null) {
                throw new IllegalArgumentException("no samples " + file);
            }
            for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode sample = BinanceJson.MAPPER.readTree(line);
                samples.put(sample.path("name").asText(), sample.path("body"));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
