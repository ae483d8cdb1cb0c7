package dev.belay.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import org.junit.jupiter.api.Test;

class WatchTableTest {

    private static final Symbol BITCOIN = new Symbol("BTCUSDT");
    private static final MarketStream MARKS = new MarketStream(BITCOIN, PriceKind.MARK);
    private static final MarketStream TRADES = new MarketStream(BITCOIN, PriceKind.LAST);
    private static final long NOW = 1_790_000_000_000L;
    private static final long MOST = 5_000;

    private final WatchTable<String> table = new WatchTable<>();

    private static MarketPrice mark(String price, long at) {
        return MarketPrice.mark(BITCOIN, Price.of(price), at);
    }

    private static MarketPrice last(String price, long at) {
        return MarketPrice.last(BITCOIN, Price.of(price), at);
    }

    @Test
    void tradesAreWantedOnlyWhileSomebodyFollowsThem() {
        table.watch(BITCOIN, PriceKind.MARK, "one");
        assertThat(table.streams()).containsExactly(MARKS);

        table.watch(BITCOIN, PriceKind.LAST, "two");
        assertThat(table.streams()).containsExactlyInAnyOrder(MARKS, TRADES);

        assertThat(table.unwatch(BITCOIN, "two")).isTrue();
        assertThat(table.streams()).containsExactly(MARKS);
        assertThat(table.unwatch("one"::equals)).isTrue();
        assertThat(table.streams()).isEmpty();
    }

    @Test
    void whoFollowsTradesHearsMarkPricesTooAndNotTheOtherWayRound() {
        table.watch(BITCOIN, PriceKind.MARK, "by mark");
        table.watch(BITCOIN, PriceKind.LAST, "by last");

        assertThat(table.told(mark("100", NOW))).containsExactlyInAnyOrder("by mark", "by last");
        assertThat(table.told(last("101", NOW))).containsExactly("by last");
    }

    @Test
    void tradesOfOneMillisecondAreAllTold() {
        table.watch(BITCOIN, PriceKind.LAST, "one");

        assertThat(table.told(last("100", NOW))).isNotEmpty();
        assertThat(table.told(last("99", NOW))).isNotEmpty();
        assertThat(table.told(last("98", NOW - 1))).isEmpty();
        assertThat(table.answered(last("97", NOW)))
                .as("what the stream has told is no news")
                .isEmpty();
    }

    @Test
    void whoComesLaterIsToldTheLastPriceThatIsKnown() {
        assertThat(table.watch(BITCOIN, PriceKind.LAST, "one")).isEmpty();
        table.told(last("100", NOW));

        assertThat(table.watch(BITCOIN, PriceKind.LAST, "two")).contains(last("100", NOW));
    }

    @Test
    void aMarketWithoutTradesIsAskedForAndNoFaultOfTheStream() {
        table.watch(BITCOIN, PriceKind.LAST, "one");
        table.told(last("100", NOW));
        table.told(mark("100", NOW + 6_000));

        assertThat(table.toBeAsked(NOW + 6_000, MOST)).containsExactly(TRADES);
        assertThat(table.answered(last("100", NOW))).isEmpty();
        assertThat(table.faulty(NOW + 6_000, MOST)).isEmpty();
    }

    @Test
    void aTradeThatHadToBeAskedForAccusesTheStreamUntilItTellsOne() {
        table.watch(BITCOIN, PriceKind.LAST, "one");
        table.told(last("100", NOW));
        table.told(mark("100", NOW + 6_000));

        assertThat(table.answered(last("99", NOW + 3_000))).containsExactly("one");
        assertThat(table.faulty(NOW + 6_000, MOST)).containsExactly(TRADES);
        assertThat(table.polled()).isEqualTo(1);

        table.told(last("99.5", NOW + 7_000));
        assertThat(table.faulty(NOW + 13_000, MOST)).doesNotContain(TRADES);
    }

    /** The last trade before somebody began to watch says nothing about what the stream tells since. */
    @Test
    void aTradeOfBeforeTheWatchAccusesNobody() {
        table.watch(BITCOIN, PriceKind.LAST, "one");
        table.told(mark("100", NOW));
        assertThat(table.toBeAsked(NOW, MOST)).isEmpty();
        table.told(mark("100", NOW + 6_000));
        assertThat(table.toBeAsked(NOW + 6_000, MOST)).containsExactly(TRADES);

        assertThat(table.answered(last("100", NOW - 3_600_000))).containsExactly("one");

        assertThat(table.faulty(NOW + 6_000, MOST)).isEmpty();
    }

    @Test
    void silentMarkPricesAreTheStreamsFault() {
        table.watch(BITCOIN, PriceKind.MARK, "one");
        table.told(mark("100", NOW));

        assertThat(table.faulty(NOW + 5_000, MOST)).isEmpty();
        assertThat(table.faulty(NOW + 5_001, MOST)).containsExactly(MARKS);
    }
}
