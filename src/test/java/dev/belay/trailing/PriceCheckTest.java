package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import org.junit.jupiter.api.Test;

class PriceCheckTest {

    private static final long START = 1_763_700_000_000L;

    private final PriceCheck check = new PriceCheck(units("100"), START);

    private static long units(String price) {
        return Price.of(price).units();
    }

    @Test
    void oneAbsurdPriceBetweenOrdinaryOnesDoesNotCount() {
        assertThat(check.isBelievable(units("101"), START + 1_000)).isTrue();
        assertThat(check.isBelievable(units("130"), START + 2_000)).isFalse();
        assertThat(check.isBelievable(units("101.5"), START + 3_000)).isTrue();
        assertThat(check.isBelievable(units("10"), START + 4_000)).isFalse();
        assertThat(check.isBelievable(0, START + 5_000)).isFalse();
        assertThat(check.isBelievable(units("101"), START + 6_000)).isTrue();
    }

    @Test
    void aRealCrashCountsFromItsSecondPriceOn() {
        assertThat(check.isBelievable(units("70"), START + 1_000)).isFalse();
        assertThat(check.isBelievable(units("69"), START + 2_000)).isTrue();
        assertThat(check.isBelievable(units("68"), START + 3_000)).isTrue();
    }

    @Test
    void twoAbsurdPricesThatContradictEachOtherDoNotCount() {
        assertThat(check.isBelievable(units("200"), START + 1_000)).isFalse();
        assertThat(check.isBelievable(units("50"), START + 2_000)).isFalse();
        assertThat(check.isBelievable(units("100"), START + 3_000)).isTrue();
    }

    @Test
    void afterAnOutageThePriceMayBeAnywhere() {
        assertThat(check.isBelievable(units("60"), START + 60_000)).isTrue();
    }
}
