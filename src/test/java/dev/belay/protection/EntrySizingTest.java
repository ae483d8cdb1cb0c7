package dev.belay.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.SymbolRules;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.protection.EntrySizing.Sizing;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class EntrySizingTest {
    private static final BigDecimal LARGEST = new BigDecimal("1000");

    private static final SymbolRules QNT = new SymbolRules(
            new Symbol("QNTUSDT"),
            Price.of("0.01"),
            Quantity.of("0.1"),
            Quantity.of("0.1"),
            Quantity.of("500"),
            new BigDecimal("5"),
            true);

    /** incidents.md #4: 6 USD at 79.62 is 0.0753; the minimum of 0.1 costs 7.962, above the 6.60 allowed. */
    @Test
    void theMinimumOfQntusdtCostsMoreThanTheBudgetAllows() {
        var refused = (Sizing.Refused) EntrySizing.size(new BigDecimal("6"), Price.of("79.62"), LARGEST, QNT);

        assertThat(refused.rule()).isEqualTo("minimum-size");
        assertThat(refused.reason()).contains("0.1", "7.962", "6.6");
    }

    @Test
    void theMinimumIsTakenWhenItCostsAtMostTenPercentMore() {
        var exactly = (Sizing.Sized) EntrySizing.size(new BigDecimal("10"), Price.of("110"), LARGEST, QNT);
        assertThat(exactly.quantity()).isEqualTo(Quantity.of("0.1"));
        assertThat(exactly.note()).contains("raised");

        assertThat(EntrySizing.size(new BigDecimal("10"), Price.of("110.01"), LARGEST, QNT))
                .isInstanceOf(Sizing.Refused.class);
    }

    @Test
    void sizeIsMoneyByPriceOnTheGridOfSteps() {
        var sized = (Sizing.Sized) EntrySizing.size(new BigDecimal("200"), Price.of("79.62"), LARGEST, QNT);

        assertThat(sized.quantity()).isEqualTo(Quantity.of("2.5"));
        assertThat(sized.note()).isEmpty();
    }

    @Test
    void aboveTheConfiguredMaximumItIsCutAndSaysSo() {
        var sized = (Sizing.Sized) EntrySizing.size(new BigDecimal("2000"), Price.of("100"), LARGEST, QNT);

        assertThat(sized.quantity()).isEqualTo(Quantity.of("10"));
        assertThat(sized.note()).contains("2000", "1000");
    }

    @Test
    void aboveTheLargestMarketOrderItIsCut() {
        var sized = (Sizing.Sized) EntrySizing.size(LARGEST, Price.of("0.5"), LARGEST, QNT);

        assertThat(sized.quantity()).isEqualTo(Quantity.of("500"));
    }

    @Test
    void nothingIsSizedForNothing() {
        assertThat(EntrySizing.size(BigDecimal.ZERO, Price.of("1"), LARGEST, QNT))
                .isInstanceOf(Sizing.Refused.class);
    }

    @Test
    void roundsOnTheGridAndNeverUp() {
        assertThat(QNT.roundedDown(new BigDecimal("0.19999"))).isEqualTo(Quantity.of("0.1"));
        assertThat(QNT.roundedUp(new BigDecimal("0.10001"))).isEqualTo(Quantity.of("0.2"));
    }
}
