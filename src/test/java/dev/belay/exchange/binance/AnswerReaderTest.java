package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.TestRequests.BITCOIN;
import static dev.belay.exchange.binance.TestRequests.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.market.MarkPrice;
import dev.belay.market.SymbolRules;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final Request STOPS = new Request.ReadStops(Optional.empty());

    @Test
    void readsPositionsOfBothModes() throws UnreadableAnswer {
        assertThat(read(TestRequests.allPositions(), "position-risk-one-way.json"))
                .isEqualTo(new Answer.Positions(List.of(new Answer.PositionRow(
                        new Symbol("ADAUSDT"),
                        PositionSide.BOTH,
                        new BigDecimal("30"),
                        Price.of("0.385"),
                        Price.ZERO,
                        1720736417660L))));
        assertThat(((Answer.Positions) read(TestRequests.allPositions(), "position-risk-hedge.json")).rows())
                .extracting(
                        Answer.PositionRow::amount,
                        Answer.PositionRow::entryPrice,
                        Answer.PositionRow::liquidationPrice)
                .containsExactly(
                        tuple(new BigDecimal("1.000"), Price.of("49.72123457"), Price.ZERO),
                        tuple(new BigDecimal("-1.000"), Price.of("49.53"), Price.of("2260.5675721")),
                        tuple(new BigDecimal("0"), Price.ZERO, Price.ZERO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'','entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':null,'entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'1','entryPrice':'0'}]",
                "[{'symbol':'A','positionSide':'HEDGE','positionAmt':'1','entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'1e999999999','entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'NaN','entryPrice':'1'}]",
                "[{'symbol':'A','positionSide':'BOTH','positionAmt':'1','entryPrice':'1'},"
                        + "{'symbol':'A','positionSide':'BOTH','positionAmt':'0','entryPrice':'0'}]",
                "{'symbol':'A','positionSide':'BOTH','positionAmt':'1','entryPrice':'1'}"
            })
    void positionsThatLackAnAmountOrContradictThemselvesAreUnreadable(String body) {
        assertThatThrownBy(() -> AnswerReader.read(TestRequests.allPositions(), json(body)))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void readsAPlacedStop() throws UnreadableAnswer {
        Request query = new Request.QueryStop(leg(PositionSide.BOTH), "6B2I9XVcJpCjqPAJ4YoFX7");
        assertThat(read(query, "algo-order-placed.json"))
                .isEqualTo(new Answer.StopReport(
                        new Symbol("BNBUSDT"),
                        PositionSide.BOTH,
                        "6B2I9XVcJpCjqPAJ4YoFX7",
                        2146760,
                        Answer.StopStatus.NEW,
                        Side.SELL,
                        Quantity.of("0.01"),
                        Price.of("750"),
                        false,
                        true,
                        Quantity.ZERO,
                        "",
                        1750485492076L));
    }

    @Test
    void readsOpenStopsAndLeavesOutConditionalOrdersThatAreNone() throws UnreadableAnswer {
        Answer.Stops stops = (Answer.Stops) read(STOPS, "open-algo-orders.json");
        List<Answer.StopReport> reports = stops.reports();
        assertThat(reports).extracting(Answer.StopReport::id).containsExactly("belay-1", "belay-2", "belay-3");
        assertThat(reports)
                .extracting(Answer.StopReport::status)
                .containsExactly(Answer.StopStatus.NEW, Answer.StopStatus.TRIGGERED, Answer.StopStatus.OTHER);
        assertThat(stops.others()).as("they take room all the same").isEqualTo(1);
        assertThat(reports.get(0).closePosition()).isTrue();
        assertThat(reports.get(0).algoId()).isEqualTo(4000001912557457L);
        assertThat(reports.get(1).filled()).isEqualTo(Quantity.of("0.1"));
        assertThat(reports.get(1).trigger()).isEqualTo(Price.of("4100.5"));
    }

    @Test
    void oneStopThatCannotBeReadMakesTheListUnreadable() {
        String body = Samples.text("open-algo-orders.json").replace("\"60000.10\"", "\"\"");
        assertThatThrownBy(() -> AnswerReader.read(STOPS, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("triggerPrice");
    }

    @Test
    void readsACancelledStop() throws UnreadableAnswer {
        Request cancel = new Request.CancelStop(leg(PositionSide.BOTH), "6B2I9XVcJpCjqPAJ4YoFX7", 1);
        assertThat(read(cancel, "algo-order-cancelled.json")).isEqualTo(new Answer.Cancelled("6B2I9XVcJpCjqPAJ4YoFX7"));
    }

    @Test
    void ordersReadWithAndWithoutAnAveragePrice() throws UnreadableAnswer {
        Answer.OrderReport placed = (Answer.OrderReport)
                read(new Request.QueryOrder(leg(PositionSide.BOTH), "testOrder"), "order-placed.json");
        assertThat(placed.status()).isEqualTo(Answer.OrderStatus.FILLED);
        assertThat(placed.filled()).isEqualTo(Quantity.of("0.001"));
        assertThat(placed.averagePrice()).isEqualTo(Price.ZERO);
        assertThat(placed.reduceOnly()).isTrue();
        Answer.OrderReport queried =
                (Answer.OrderReport) read(new Request.QueryOrder(leg(PositionSide.SHORT), "abc"), "order-queried.json");
        assertThat(queried.averagePrice()).isEqualTo(Price.of("7819.01234568"));
        assertThat(queried.status()).isEqualTo(Answer.OrderStatus.PARTIALLY_FILLED);
        assertThat(queried.at()).isEqualTo(1579276756079L);
    }

    @Test
    void orderWithoutAFilledQuantityIsUnreadable() {
        String body = Samples.text("order-placed.json").replace("\"executedQty\":\"0.001\"", "\"executedQty\":\"\"");
        Request query = new Request.QueryOrder(leg(PositionSide.BOTH), "testOrder");
        assertThatThrownBy(() -> AnswerReader.read(query, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void readsMarkModeTimeAndKey() throws UnreadableAnswer {
        assertThat(read(new Request.ReadMark(BITCOIN), "premium-index.json"))
                .isEqualTo(new Answer.Mark(new MarkPrice(BITCOIN, Price.of("76916.95122464"), 1789478303000L)));
        assertThat(read(new Request.ReadAccountMode(), "account-config.json"))
                .isEqualTo(new Answer.AccountMode(true, true));
        assertThat(AnswerReader.read(new Request.ReadTime(), json("{'serverTime':1499827319559}")))
                .isEqualTo(new Answer.ServerTime(1499827319559L));
        assertThat(AnswerReader.read(new Request.OpenUserStream(), json("{'listenKey':'pqia91ma'}")))
                .isEqualTo(new Answer.UserStreamKey("pqia91ma"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "x", "1.123456789"})
    void markPriceThatIsNoneIsUnreadable(String price) {
        byte[] body = json("{'symbol':'BTCUSDT','markPrice':'" + price + "','time':1}");
        assertThatThrownBy(() -> AnswerReader.read(new Request.ReadMark(BITCOIN), body))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void rulesOfEverySymbolThatHasThemAreReadAndTheOthersLeftOut() throws UnreadableAnswer {
        Map<Symbol, SymbolRules> rules =
                ((Answer.Rules) read(new Request.ReadRules(), "exchange-info.json")).bySymbol();
        assertThat(rules).containsOnlyKeys(BITCOIN, new Symbol("测试USDT"));
        assertThat(rules)
                .containsEntry(
                        BITCOIN,
                        new SymbolRules(
                                BITCOIN,
                                Price.of("0.1"),
                                Quantity.of("0.001"),
                                Quantity.of("0.001"),
                                Quantity.of("120"),
                                new BigDecimal("50"),
                                true));
        assertThat(rules.get(new Symbol("测试USDT"))).isNotNull().satisfies(it -> {
            assertThat(it.trading()).isFalse();
            assertThat(it.maxMarketQuantity().units()).isEqualTo(Long.MAX_VALUE);
        });
    }

    @Test
    void rulesThatAreCutOffAnywhereAreUnreadable() {
        byte[] whole = Samples.text("exchange-info.json").strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> AnswerReader.read(new Request.ReadRules(), cut))
                    .isInstanceOf(UnreadableAnswer.class);
        }
    }

    @Test
    void rulesOfNineHundredSymbolsAreReadInWellUnderASecond() throws UnreadableAnswer {
        String sample = Samples.text("exchange-info.json");
        int start = sample.indexOf("{\"symbol\":\"BTCUSDT\"");
        String one = sample.substring(start, sample.indexOf("{\"symbol\":\"测试USDT\""));
        String many = IntStream.range(0, 900)
                .mapToObj(i -> one.replace("\"BTCUSDT\"", "\"S" + i + "USDT\""))
                .collect(Collectors.joining());
        byte[] body = (sample.substring(0, start) + many + sample.substring(start)).getBytes(StandardCharsets.UTF_8);
        long begun = System.nanoTime();
        Answer.Rules rules = (Answer.Rules) AnswerReader.read(new Request.ReadRules(), body);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(rules.bySymbol()).hasSize(902);
    }

    private static Answer read(Request request, String sample) throws UnreadableAnswer {
        return AnswerReader.read(request, Samples.bytes(sample));
    }

    private static byte[] json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
