package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each fill counts once: told, told twice, told late, or left out by the stream and read from the exchange's list. */
class LegFillsTest {

    private static Answer.Trade buy(String quantity, long id, long at) {
        return Reports.trade(Side.BUY, Quantity.of(quantity), id, at);
    }

    private static Answer.Trade sell(String quantity, long id, long at) {
        return Reports.trade(Side.SELL, Quantity.of(quantity), id, at);
    }

    private static List<Long> counted(LegHarness harness) {
        return harness.all(LegEvent.Filled.class).stream()
                .map(LegEvent.Filled::tradeId)
                .toList();
    }

    private static LegHarness list(LegHarness harness, Answer.Trade... rows) {
        return harness.done(harness.take(Request.ReadTrades.class), new Answer.Trades(List.of(rows), true));
    }

    @Test
    void aFillThatIsToldTwiceCountsOnce() {
        LegHarness harness = LegHarness.protectedLong();

        harness.hear(Reports.fill(new BigDecimal("10"), 1, harness.now()));

        assertThat(counted(harness)).containsExactly(1L);
        assertThat(harness.leg().fills().net()).isEqualByComparingTo("10");
        assertThat(harness.leg().fills().commissions()).containsOnlyKeys("USDT");
        assertThat(harness.leg().fills().realizedProfit()).isEqualByComparingTo("0.5");
    }

    @Test
    void aPositionThatDoesNotFollowFromTheFillsIsReadAndExplained() {
        LegHarness harness = LegHarness.protectedLong();
        long opened = harness.now();
        harness.hear(new LegInput.PositionChanged(Reports.row("12", "100", opened + 1)));
        harness.pass(2_000);
        assertThat(harness.isOut(Request.ReadTrades.class))
                .as("the stream is given time to tell it")
                .isFalse();
        harness.pass(2_000);

        list(harness, buy("10", 1, opened), buy("2", 2, opened + 1));

        assertThat(counted(harness)).containsExactly(1L, 2L);
        harness.pass(60_000);
        assertThat(harness.isOut(Request.ReadTrades.class)).isFalse();
    }

    @Test
    void aPositionThatCameAndWentUnheardIsFoundAfterAGapOfTheStream() {
        LegHarness harness = LegHarness.protectedLong();
        long opened = harness.now();
        harness.pass(20_000).hear(new LegInput.StreamGap()).pass(4_000);

        list(harness, buy("10", 1, opened), buy("3", 2, opened + 9_000), sell("3", 3, opened + 9_500));

        assertThat(counted(harness)).containsExactly(1L, 2L, 3L);
        assertThat(harness.leg().fills().net()).isEqualByComparingTo("10");
    }

    @Test
    void theHistoryBeginsWithTheFirstPositionAndNotWithWhatWasTradedBefore() {
        LegHarness harness = new LegHarness();
        long now = harness.now();
        harness.hear(new LegInput.PositionChanged(Reports.row("5", "100", now))).pass(4_000);

        list(harness, buy("7", 1, now - 90_000), sell("7", 2, now - 80_000), buy("2", 3, now - 500), buy("3", 4, now));

        assertThat(counted(harness)).containsExactly(3L, 4L);
        assertThat(harness.leg().fills().net()).isEqualByComparingTo("5");
    }

    @Test
    void aPositionOlderThanTheListIsNotReadForEver() {
        LegHarness harness = new LegHarness();
        harness.hear(new LegInput.PositionChanged(Reports.row("5", "100", harness.now())));
        int reads = 0;
        for (int second = 0; second < 300; second++) {
            harness.pass(1_000);
            while (harness.isOut(Request.ReadTrades.class)) {
                list(harness);
                reads++;
            }
        }
        assertThat(reads).isBetween(1, 10);
        assertThat(counted(harness)).isEmpty();
    }

    @Test
    void aListThatIsBehindIsReadAgain() {
        LegHarness harness = LegHarness.protectedLong();
        long opened = harness.now();
        harness.pass(30_000).stream("12", "100");
        harness.hear(new LegInput.PositionChanged(Reports.row("13", "100", harness.now())));
        harness.pass(4_000);

        list(harness, buy("10", 1, opened));
        harness.pass(5_000);
        list(harness, buy("10", 1, opened), buy("2", 2, opened + 30_000), buy("1", 9, opened + 30_000));

        assertThat(counted(harness)).containsExactly(1L, 2L, 9L);
    }

    @Test
    void fromWhereTheListIsKnownToBeCompleteOnlyNewFillsAreAskedFor() {
        LegHarness harness = LegHarness.protectedLong();
        long opened = harness.now();
        harness.pass(20_000).hear(new LegInput.StreamGap()).pass(4_000);
        list(harness, buy("10", 1, opened));
        harness.hear(new LegInput.StreamGap()).pass(4_000);

        assertThat(harness.take(Request.ReadTrades.class).fromId()).isEqualTo(2);
    }

    @Test
    void theWindowOfCountedIdsStaysSmall() {
        TradeWindow window = TradeWindow.EMPTY;
        for (long id = 1; id <= 10_000; id++) {
            window = window.plus(id, Math.max(0, id - 50));
        }
        assertThat(window.ids()).hasSize(50);
        assertThat(window.floor()).isEqualTo(9_950);
        TradeWindow last = window;
        assertThat(LongStream.rangeClosed(1, 10_000)).allMatch(last::isCounted);
        assertThat(last.isCounted(10_001)).isFalse();
    }

    @Test
    void fillsSurviveACrash() {
        LegHarness harness = LegHarness.protectedLong();
        Fills before = harness.leg().fills();

        harness.crash();
        harness.hear(Reports.fill(new BigDecimal("10"), 1, harness.now()));

        assertThat(harness.leg().fills()).isEqualTo(before);
    }
}
