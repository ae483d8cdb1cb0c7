package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.binance.PriceScanner.Kind;
import dev.belay.market.PriceKind;
import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceScannerTest {

    private static final Symbol BITCOIN = new Symbol("BTCUSDT");
    private static final Symbol CHINESE = new Symbol("测试USDT");
    private static final String RAW =
            "{\"e\":\"markPriceUpdate\",\"E\":1562305380000,\"s\":\"BTCUSDT\",\"p\":\"11794.15000000\","
                    + "\"ap\":\"11794.1\",\"i\":\"11784.62659091\",\"P\":\"11784.25641265\",\"r\":\"0.00038167\",\"T\":1562306400000,\"st\":1}";
    private static final String WRAPPED = "{\"stream\":\"btcusdt@markPrice@1s\",\"data\":" + RAW + "}";

    private final PriceScanner scanner = new PriceScanner(new SymbolTable(Set.of(BITCOIN, CHINESE)), SymbolTable.EMPTY);

    @Test
    void readsRawAndWrappedFrames() {
        for (String frame : new String[] {RAW, WRAPPED}) {
            assertPrice(frame, BITCOIN, "11794.15", 1562305380000L);
        }
    }

    @Test
    void readsAnyOrderOfFields() {
        assertPrice(
                "{ \"p\" : \"0.00000001\", \"s\":\"BTCUSDT\", \"new\":[1], \"E\":7, \"e\":\"markPriceUpdate\" }",
                BITCOIN,
                "0.00000001",
                7);
        assertPrice("{\"e\":\"markPriceUpdate\",\"E\":7,\"s\":\"BTCUSDT\",\"p\":12.5}", BITCOIN, "12.5", 7);
        assertPrice("{\"e\":\"markPriceUpdate\",\"E\":7,\"s\":\"BTC\\u0055SDT\",\"p\":\"3\"}", BITCOIN, "3", 7);
    }

    @Test
    void readsSymbolsOfEveryAlphabet() {
        assertPrice(RAW.replace("BTCUSDT", "测试USDT"), CHINESE, "11794.15", 1562305380000L);
    }

    @Test
    void symbolsThatWereNotAskedForAreNoPrices() {
        assertThat(scanner.scan(RAW.replace("BTCUSDT", "ETHUSDT"))).isEqualTo(Kind.OTHER);
        assertThat(scanner.scan(RAW.replace("BTCUSDT", "BTCUSD"))).isEqualTo(Kind.OTHER);
        assertThat(scanner.scan("{\"e\":\"aggTrade\",\"E\":1,\"s\":\"BTCUSDT\",\"p\":\"1\"}"))
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void tradesAreReadByHandAndByTheParserAlike() {
        PriceScanner trades = new PriceScanner(SymbolTable.EMPTY, new SymbolTable(Set.of(BITCOIN, CHINESE)));
        String byHand =
                "{\"e\":\"aggTrade\",\"E\":123456789,\"s\":\"BTCUSDT\",\"a\":5933014,\"p\":\"64021.30\",\"q\":\"100\","
                        + "\"nq\":\"100\",\"f\":100,\"l\":105,\"T\":123456785,\"m\":true,\"st\":1}";
        String byParser = byHand.replace(",\"a\":5933014", "").replace(",\"st\":1", ",\"st\":1,\"a\":5933014");
        String wrapped = "{\"stream\":\"btcusdt@aggTrade\",\"data\":" + byHand + "}";
        for (String frame : List.of(byHand, byParser, wrapped)) {
            assertThat(trades.scan(frame)).as(frame).isEqualTo(Kind.PRICE);
            assertThat(trades.kind()).isEqualTo(PriceKind.LAST);
            assertThat(trades.symbol()).isEqualTo(BITCOIN);
            assertThat(trades.at()).isEqualTo(123456789);
            assertThat(trades.number()).isEqualTo(5933014);
            assertThat(new Price(trades.units())).isEqualTo(Price.of("64021.3"));
        }
        assertThat(trades.scan(RAW)).as("a mark price that was not asked for").isEqualTo(Kind.OTHER);
        assertThat(trades.scan(byHand.replace("5933014", "true"))).isEqualTo(Kind.UNREADABLE);
        assertThat(trades.scan(byHand.replace("64021.30", "-1"))).isEqualTo(Kind.UNREADABLE);
        assertThat(trades.scan(byHand.substring(0, byHand.length() - 9))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void repliesToOurMessagesAreToldApart() {
        assertThat(scanner.scan("{\"result\":null,\"id\":1}")).isEqualTo(Kind.REPLY);
        assertThat(scanner.scan("{\"code\":2,\"msg\":\"Invalid request\"}")).isEqualTo(Kind.UNREADABLE);
        assertThat(scanner.problem()).contains("Invalid request");
        assertThat(scanner.scan("{\"error\":{\"code\":3,\"msg\":\"Invalid JSON\"},\"id\":3}"))
                .isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0.00000000", "-1", "", "1.123456789", "1e3000000", "NaN", "99999999999999999999", "1,5"})
    void pricesThatAreNoneAreUnreadable(String price) {
        String frame = RAW.replace("\"11794.15000000\"", "\"" + price + "\"");
        assertThat(scanner.scan(frame)).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void framesCutOffAnywhereAreUnreadable() {
        for (String whole : new String[] {RAW, WRAPPED}) {
            for (int length = 0; length < whole.length(); length++) {
                assertThat(scanner.scan(whole.substring(0, length)))
                        .as(whole.substring(0, length))
                        .isEqualTo(Kind.UNREADABLE);
            }
        }
    }

    @Test
    void scansWhatItCanAndNeverDiffersFromTheExactReading() {
        long seed = 20261121;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long units = 1 + random.nextLong(1_000_000_000_000_000L);
            String price = random.nextBoolean() ? FixedPoint.decimal(units).toPlainString() : FixedPoint.text(units);
            String frame = RAW.replace("11794.15000000", price).replace("1562305380000", Long.toString(i));
            assertThat(scanner.scan(frame)).as("seed %s, %s", seed, price).isEqualTo(Kind.PRICE);
            assertThat(scanner.units()).as("seed %s, %s", seed, price).isEqualTo(units);
            assertThat(scanner.at()).isEqualTo(i);
        }
    }

    @Test
    void tableFindsEachOfAThousandSymbolsAndNoOther() {
        Set<Symbol> symbols = IntStream.range(0, 1000)
                .mapToObj(i -> new Symbol("S" + i + "USDT"))
                .collect(Collectors.toSet());
        SymbolTable table = new SymbolTable(symbols);
        for (Symbol symbol : symbols) {
            assertThat(table.find(
                            "x" + symbol.name() + "y", 1, 1 + symbol.name().length()))
                    .isSameAs(
                            symbols.stream().filter(symbol::equals).findFirst().orElseThrow());
        }
        assertThat(table.find("S1000USDT")).isNull();
        assertThat(table.find("")).isNull();
    }

    private void assertPrice(String frame, Symbol symbol, String price, long at) {
        assertThat(scanner.scan(frame)).as(frame).isEqualTo(Kind.PRICE);
        assertThat(scanner.symbol()).isSameAs(symbol);
        assertThat(new Price(scanner.units())).isEqualTo(Price.of(price));
        assertThat(scanner.at()).isEqualTo(at);
    }
}
