package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.exchange.Answer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each payment of funding counts once, however often the exchange's list is read, and only from the leg's beginning on. */
class LegFundingTest {

    private final LegHarness harness = LegHarness.protectedLong();
    private final long opened = harness.position().openedAt();

    private Answer.Funding payment(long id, String amount, long after) {
        return new Answer.Funding(LegHarness.ETH, id, new BigDecimal(amount), "USDT", opened + after);
    }

    private void listed(long fromAfter, long completeAfter, Answer.Funding... rows) {
        harness.hear(new LegInput.FundingsRead(List.of(rows), opened + fromAfter, opened + completeAfter));
    }

    private List<Long> counted() {
        return harness.all(LegEvent.FundingPaid.class).stream()
                .map(LegEvent.FundingPaid::paymentId)
                .toList();
    }

    private BigDecimal received() {
        return harness.leg().fundings().received().getOrDefault("USDT", BigDecimal.ZERO);
    }

    @Test
    void aPaymentThatIsListedAgainCountsOnce() {
        listed(0, 5, payment(7, "-0.02856567", 10));
        listed(0, 5, payment(7, "-0.02856567", 10), payment(8, "0.01", 20));
        listed(0, 50, payment(7, "-0.02856567", 10), payment(7, "-0.02856567", 10), payment(8, "0.01", 20));

        assertThat(counted()).containsExactly(7L, 8L);
        assertThat(received()).isEqualTo("-0.01856567");
    }

    @Test
    void paymentsOfOneListAreAllCountedAndSettleWhatIsKnown() {
        listed(0, 100, payment(7, "-1", 10), payment(8, "-1", 10), payment(9, "-1", 99));

        assertThat(counted()).containsExactly(7L, 8L, 9L);
        assertThat(harness.leg().fundings().completeThrough()).isEqualTo(opened + 100);
        assertThat(harness.leg().fundings().recent())
                .as("none has to be remembered by its number")
                .isEmpty();
    }

    @Test
    void aListThatDoesNotReachBackToWhatIsKnownSettlesNothing() {
        listed(50, 100, payment(8, "-1", 60));
        listed(0, 100, payment(7, "-1", 10), payment(8, "-1", 60));

        assertThat(counted()).containsExactly(8L, 7L);
    }

    @Test
    void aPaymentFromBeforeTheFirstPositionIsNotTheLegs() {
        listed(-10, 5, payment(6, "-5", -1), payment(7, "-1", 0));

        assertThat(counted()).containsExactly(7L);
    }

    @Test
    void aLegWithoutAHistoryCountsNothing() {
        var flat = new LegHarness();
        flat.hear(new LegInput.FundingsRead(List.of(payment(7, "-1", 10)), 0, 0));

        assertThat(flat.journal()).isEmpty();
    }

    @Test
    void aPaymentAfterTheCloseStillCounts() {
        harness.hear(new LegInput.PositionChanged(Reports.row("0", "0", harness.now())));
        listed(0, 5, payment(7, "-1", 10));

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(counted()).containsExactly(7L);
    }

    @Test
    void aJournalThatWouldCountAPaymentTwiceIsNotBelieved() {
        listed(0, 5, payment(7, "-1", 10));
        LegEvent.FundingPaid paid = harness.last(LegEvent.FundingPaid.class);

        assertThatThrownBy(() -> harness.leg().after(paid)).hasMessageContaining("funding 7 would count twice");
    }
}
