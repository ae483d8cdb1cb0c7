package dev.belay.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import org.junit.jupiter.api.Test;

class WatchedPriceTest {

    private static final long NOW = 1_790_000_000_000L;

    private final WatchedPrice<String> symbol = new WatchedPrice<>(PriceKind.MARK);

    private static MarketPrice mark(long at) {
        return MarketPrice.mark(new Symbol("BTCUSDT"), Price.of("100"), at);
    }

    @Test
    void isAskedForEverMoreRarelyWhereTheExchangeHasNothingNewerItself() {
        assertThat(symbol.answered(mark(NOW))).isTrue();
        int asked = 0;
        for (int look = 0; look < 1_000; look++) {
            if (symbol.isToBeAsked()) {
                asked++;
                symbol.answered(mark(NOW));
            }
        }
        assertThat(asked).isBetween(1_000 / 33, 1_000 / 33 + 5);

        assertThat(symbol.answered(mark(NOW + 1))).isTrue();
        assertThat(symbol.isToBeAsked()).isTrue();
    }

    @Test
    void isSilentFiveSecondsAfterItsLastPrice() {
        symbol.told(mark(NOW));
        assertThat(symbol.isSilent(NOW + 5_000, 5_000)).isFalse();
        assertThat(symbol.isSilent(NOW + 5_001, 5_000)).isTrue();
        symbol.told(mark(NOW + 5_001));
        assertThat(symbol.isSilent(NOW + 5_001, 5_000)).isFalse();
    }

    @Test
    void hasFiveSecondsForItsFirstPrice() {
        assertThat(symbol.isSilent(NOW, 5_000)).isFalse();
        assertThat(symbol.isSilent(NOW + 5_000, 5_000)).isFalse();
        assertThat(symbol.isSilent(NOW + 5_001, 5_000)).isTrue();
    }

    @Test
    void staysSilentWhileOnlyQuestionsAreAnswered() {
        symbol.told(mark(NOW));
        assertThat(symbol.answered(mark(NOW + 6_000))).isTrue();
        assertThat(symbol.isPolled()).isTrue();
        assertThat(symbol.isSilent(NOW + 6_000, 5_000)).isTrue();
        assertThat(symbol.told(mark(NOW + 7_000))).isTrue();
        assertThat(symbol.isPolled()).isFalse();
        assertThat(symbol.isSilent(NOW + 7_000, 5_000)).isFalse();
    }

    /** A price that both tell, or that comes late, is no news whoever brings it. */
    @Test
    void takesEachPriceOnceAndNoneThatIsOlder() {
        assertThat(symbol.told(mark(NOW))).isTrue();
        assertThat(symbol.answered(mark(NOW))).isFalse();
        assertThat(symbol.answered(mark(NOW + 2_000))).isTrue();
        assertThat(symbol.told(mark(NOW + 1_000))).isFalse();
        assertThat(symbol.told(mark(NOW + 2_000))).isFalse();
        assertThat(symbol.isPolled()).as("the newest one was asked for").isTrue();
    }
}
