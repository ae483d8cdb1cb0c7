package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who follows the last price: trades decide, mark prices only say that time passes and that the stream lives. */
class TrailFollowerTest {

    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final SymbolRules RULES = new SymbolRules(
            ETH,
            Price.of("0.01"),
            Quantity.of("0.001"),
            Quantity.of("0.001"),
            Quantity.of("1000"),
            new BigDecimal("20"),
            true);
    private static final StopPolicy BY_LAST = StopPolicy.DEFAULT.following(PriceKind.LAST);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);
    private static final long START = 1_763_700_000_000L;

    private final TrailFollower follower = new TrailFollower(
            new TrailCursor(
                    Trail.startingAt(Direction.LONG, Price.of("100"), BY_LAST, RULES, START - 60_000), BY_LAST, RULES),
            SILENCE_MAX,
            START);

    private List<TrailingStopActor.Report> last(String price, long after) {
        return follower.onPrice(MarketPrice.last(ETH, Price.of(price), START + after));
    }

    private List<TrailingStopActor.Report> mark(String price, long after) {
        return follower.onPrice(MarketPrice.mark(ETH, Price.of(price), START + after));
    }

    @Test
    void aMarkPriceThroughTheLevelIsNoHitAndNoPeak() {
        assertThat(last("100", 0)).isEmpty();

        assertThat(mark("97", 1_000)).isEmpty();
        assertThat(mark("150", 2_000)).isEmpty();

        assertThat(last("98", 3_000)).singleElement().isInstanceOf(TrailingStopActor.Report.Hit.class);
    }

    @Test
    void aMarketWithoutTradesIsNotBlindWhileMarkPricesCome() {
        last("100", 0);
        for (int second = 1; second <= 600; second++) {
            mark("100", second * 1_000L);
            assertThat(follower.silence(START + second * 1_000L)).isEmpty();
        }
    }

    @Test
    void itIsBlindWhenMarkPricesStopToo() {
        last("100", 0);
        mark("100", 5_000);

        assertThat(follower.silence(START + 14_999)).isEmpty();
        assertThat(follower.silence(START + 15_000)).isPresent();
        assertThat(mark("100", 16_000)).singleElement().isInstanceOf(TrailingStopActor.Report.Seeing.class);
    }

    @Test
    void markPricesAreNoSubstituteForTheFirstTrade() {
        mark("100", 9_000);

        assertThat(follower.silence(START + 10_000)).isPresent();
        assertThat(mark("100", 11_000)).isEmpty();
        assertThat(last("100", 11_500)).singleElement().isInstanceOf(TrailingStopActor.Report.Seeing.class);
    }

    /** The second best price comes within the two seconds of the minimum interval, and nobody trades after it. */
    @Test
    void aMoveThatWaitsForItsIntervalDoesNotWaitForATrade() {
        assertThat(last("102", 0)).singleElement().isInstanceOf(TrailingStopActor.Report.Activated.class);
        assertThat(last("103", 500)).noneMatch(TrailingStopActor.Report.LevelMoved.class::isInstance);
        assertThat(mark("103", 1_000)).isEmpty();

        List<TrailingStopActor.Report> moved = mark("90", 2_000);

        assertThat(moved).singleElement().isInstanceOf(TrailingStopActor.Report.LevelMoved.class);
        var report = (TrailingStopActor.Report.LevelMoved) moved.get(0);
        assertThat(report.trail().level()).isEqualTo(Price.of("102.48"));
        assertThat(report.by()).isEqualTo(MarketPrice.last(ETH, Price.of("103"), START + 2_000));
    }

    @Test
    void aTradeThatHadToBeAskedForDoesNotTurnTimeBack() {
        last("100", 0);
        mark("100", 8_000);

        List<TrailingStopActor.Report> hit = last("97", 6_000);

        var report = (TrailingStopActor.Report.Hit) hit.get(0);
        assertThat(report.by().at()).isEqualTo(START + 8_000);
        assertThat(follower.silence(START + 17_000)).isEmpty();
    }
}
