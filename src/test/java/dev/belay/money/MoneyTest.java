package dev.belay.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void scalingIsExactInBetween() {
        long seed = 20261121;
        var random = new Random(seed);
        for (int step = 0; step < 20_000; step++) {
            long units = Math.floorMod(random.nextLong(), 1_000_000_000_000_000L);
            long share = random.nextInt(1_000_000);
            BigDecimal exact = BigDecimal.valueOf(units)
                    .multiply(BigDecimal.valueOf(share))
                    .movePointLeft(6);

            assertThat(FixedPoint.scaledDown(units, share, 1_000_000))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(exact.setScale(0, RoundingMode.FLOOR).longValueExact());
            assertThat(FixedPoint.scaledUp(units, share, 1_000_000))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(exact.setScale(0, RoundingMode.CEILING).longValueExact());
        }
    }

    @Test
    void overflowThrowsInsteadOfWrapping() {
        assertThatThrownBy(() -> FixedPoint.scaledUp(Long.MAX_VALUE, 2_000_000, 1_000_000))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Quantity(Long.MAX_VALUE).plus(new Quantity(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Price.of("100000000000")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> FixedPoint.ceilTo(Long.MAX_VALUE, 1_000)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void floorAndCeilingFindTheNeighboursOnTheGrid() {
        assertThat(FixedPoint.floorTo(107, 10)).isEqualTo(100);
        assertThat(FixedPoint.ceilTo(101, 10)).isEqualTo(110);
        assertThat(FixedPoint.floorTo(110, 10)).isEqualTo(110);
        assertThat(FixedPoint.ceilTo(110, 10)).isEqualTo(110);
    }

    @Test
    void nineDecimalsAreRefusedAndAveragesAreRounded() {
        assertThatThrownBy(() -> Price.of("1.123456789")).isInstanceOf(ArithmeticException.class);
        assertThat(Price.nearest(new BigDecimal("1.1234567891"))).hasToString("1.12345679");
    }

    @Test
    void equalValuesAreEqualHoweverTheyAreWritten() {
        assertThat(Price.of("1.50")).isEqualTo(Price.of("1.5")).hasToString("1.5");
        assertThat(Quantity.of("1E+3")).hasToString("1000");
        assertThat(Percent.of("0.5 %")).isEqualTo(Percent.of("0.5")).isEqualTo(Percent.of("0.5%"));
    }

    @Test
    void nothingIsNegative() {
        assertThatThrownBy(() -> Price.of("-1")).hasMessageContaining("-1");
        assertThatThrownBy(() -> Quantity.of("1").minus(Quantity.of("2"))).hasMessageContaining("-1");
        assertThatThrownBy(() -> Percent.of("-0.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPercentageIsExactToATenThousandth() {
        assertThat(Percent.of("0.0001").millionths()).isEqualTo(1);
        assertThatThrownBy(() -> Percent.of("0.00001")).isInstanceOf(ArithmeticException.class);
        assertThat(Percent.of("2").below(Price.of("100").units()))
                .isEqualTo(Price.of("98").units());
        assertThat(Percent.of("2").above(Price.of("100").units()))
                .isEqualTo(Price.of("102").units());
    }

    @Test
    void longAndShortAreMirrorImages() {
        assertThat(Direction.LONG.isBetter(2, 1)).isTrue();
        assertThat(Direction.SHORT.isBetter(1, 2)).isTrue();
        for (Direction direction : Direction.values()) {
            assertThat(direction.isBetter(5, 5)).isFalse();
            assertThat(direction.isThrough(5, 5)).isTrue();
            assertThat(direction.openingSide().opposite()).isEqualTo(direction.closingSide());
        }
        assertThat(Direction.LONG.roundedAway(105, 10)).isEqualTo(100);
        assertThat(Direction.SHORT.roundedAway(105, 10)).isEqualTo(110);
    }

    @Test
    void aLegIsReadAsItIsWritten() {
        LegId leg = LegId.parse("main:BTCUSDT:LONG");

        assertThat(LegId.parse(leg.toString())).isEqualTo(leg);
        assertThatThrownBy(() -> LegId.parse("BTCUSDT")).hasMessageContaining("account:symbol:side");
        assertThatThrownBy(() -> new Account("Main")).hasMessageContaining("Main");
    }
}
