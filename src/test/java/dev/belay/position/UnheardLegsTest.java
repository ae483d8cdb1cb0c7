package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A position that no node guards is noticed, though every node is content with its own legs. */
class UnheardLegsTest {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");
    private static final long LONG_MILLIS = 20_000;

    private final UnheardLegs legs = new UnheardLegs();

    @Test
    void aPositionWhoseLegNeverSpeaksIsToldOnce() {
        legs.heard(ETH);
        legs.read(List.of(BTC, ETH), 1_000);
        assertThat(legs.overdue(2_000)).as("for a moment that is so").isEmpty();

        legs.read(List.of(BTC, ETH), LONG_MILLIS);

        assertThat(legs.overdue(LONG_MILLIS)).containsExactly(BTC);
        assertThat(legs.news(LONG_MILLIS))
                .hasValueSatisfying(text -> assertThat(text).contains("main:BTCUSDT:BOTH"));
        assertThat(legs.news(LONG_MILLIS + 1)).isEmpty();
    }

    @Test
    void afterTheLossOfANodeOnlyLegsThatSpeakAgainCount() {
        legs.heard(BTC);
        legs.heard(ETH);
        legs.nodeLost();
        legs.heard(ETH);

        legs.read(List.of(BTC, ETH), 1_000);

        assertThat(legs.overdue(LONG_MILLIS)).containsExactly(BTC);
    }

    @Test
    void aLegThatSpeaksOrAPositionThatIsOverIsNotMissed() {
        legs.read(List.of(BTC, ETH), 1_000);
        legs.heard(BTC);
        legs.read(List.of(BTC), 11_000);

        assertThat(legs.overdue(LONG_MILLIS)).isEmpty();
    }
}
