package dev.belay.exchange.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Frames of the streams read by our readers, by Jackson's tree and streaming parsers, which take the same fields, and by
 * a loop that only finds where the frame ends, which is the limit.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = FrameRate.ITERATIONS, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class FrameRate {

    /** How often each is measured. */
    public static final int ITERATIONS = 40;

    /** What a reader takes from a mark price. */
    public record Mark(String symbol, long at, BigDecimal price) {}

    private final PriceScanner scanner =
            new PriceScanner(new SymbolTable(Set.of(new Symbol("ETHUSDT"))), SymbolTable.EMPTY);
    private final String mark = "{\"stream\":\"ethusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\","
            + "\"E\":1763700000000,\"s\":\"ETHUSDT\",\"p\":\"3012.45000000\",\"ap\":\"3012.45000000\","
            + "\"P\":\"3012.45000000\",\"i\":\"3012.45000000\",\"r\":\"0.00010000\",\"T\":1763712000000,\"st\":1}}";
    private final String fill = "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1763700000005,\"T\":1763700000000,\"o\":{"
            + "\"s\":\"ETHUSDT\",\"c\":\"bly1.1f9x2c.W2a\",\"S\":\"SELL\",\"o\":\"MARKET\",\"f\":\"GTC\",\"q\":\"0.500\","
            + "\"p\":\"0\",\"ap\":\"3012.45\",\"sp\":\"0\",\"x\":\"TRADE\",\"X\":\"FILLED\",\"i\":8389765591234,"
            + "\"l\":\"0.500\",\"z\":\"0.500\",\"L\":\"3012.45\",\"n\":\"0.75311250\",\"N\":\"USDT\",\"T\":1763700000000,"
            + "\"t\":702423109,\"b\":\"0\",\"a\":\"0\",\"m\":false,\"R\":true,\"wt\":\"CONTRACT_PRICE\",\"ot\":\"MARKET\","
            + "\"ps\":\"BOTH\",\"cp\":false,\"rp\":\"12.50000000\",\"pP\":false,\"si\":0,\"ss\":0,\"V\":\"EXPIRE_MAKER\","
            + "\"pm\":\"NONE\",\"gtd\":0,\"er\":\"0\"}}";

    @Benchmark
    public long markByOurScanner() {
        if (scanner.scan(mark) != PriceScanner.Kind.PRICE) {
            throw new IllegalStateException(scanner.problem());
        }
        return scanner.units() + scanner.at();
    }

    @Benchmark
    public Mark markByJacksonTree() throws IOException {
        JsonNode data = BinanceJson.MAPPER.readTree(mark).path("data");
        return new Mark(
                data.path("s").asText(),
                data.path("E").asLong(),
                new BigDecimal(data.path("p").asText()));
    }

    @Benchmark
    public Mark markByJacksonStreaming() throws IOException {
        String symbol = "";
        long at = 0;
        BigDecimal price = BigDecimal.ZERO;
        try (JsonParser parser = BinanceJson.MAPPER.createParser(mark)) {
            while (parser.nextToken() != null) {
                String field = parser.currentName();
                if (field == null || !parser.currentToken().isScalarValue()) {
                    continue;
                }
                switch (field) {
                    case "s" -> symbol = parser.getText();
                    case "E" -> at = parser.getLongValue();
                    case "p" -> price = new BigDecimal(parser.getText());
                    default -> {}
                }
            }
        }
        return new Mark(symbol, at, price);
    }

    @Benchmark
    public int markEndOnly() {
        return endOf(mark);
    }

    @Benchmark
    public UserEvent fillByOurReader() throws UnreadableAnswer {
        return UserEventReader.read(fill);
    }

    @Benchmark
    public JsonNode fillByJacksonTree() throws IOException {
        return BinanceJson.MAPPER.readTree(fill);
    }

    @Benchmark
    public int fillByJacksonStreaming() throws IOException {
        int length = 0;
        try (JsonParser parser = BinanceJson.MAPPER.createParser(fill)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                length += token.isScalarValue() ? parser.getTextLength() : 1;
            }
        }
        return length;
    }

    @Benchmark
    public int fillEndOnly() {
        return endOf(fill);
    }

    /** Where the object that begins at 0 ends: counts brackets outside of texts. */
    private static int endOf(String frame) {
        int depth = 0;
        for (int at = 0; at < frame.length(); at++) {
            switch (frame.charAt(at)) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> at = endOfText(frame, at + 1);
                default -> {}
            }
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalStateException("the frame does not end");
    }

    private static int endOfText(String frame, int from) {
        int at = from;
        while (frame.charAt(at) != '"') {
            at += frame.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
