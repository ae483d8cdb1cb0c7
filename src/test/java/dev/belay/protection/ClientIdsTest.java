package dev.belay.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.LegId;
import org.junit.jupiter.api.Test;

class ClientIdsTest {
    private static final LegId LEG = LegId.parse("main:BTCUSDT:BOTH");
    private static final ClientIds IDS = new ClientIds("abc123");

    @Test
    void everyIdIsAsBinanceAllows() {
        String longest = IDS.workingStop(LegId.parse("a234567890123456:1000000MOGUSDT_260925:SHORT"), Long.MAX_VALUE);

        assertThat(longest).matches("^[\\.A-Z\\:/a-z0-9_-]{1,36}$");
    }

    @Test
    void theSameDecisionHasTheSameIdAndAnotherHasAnother() {
        assertThat(IDS.exit(LEG, 7)).isEqualTo(new ClientIds("abc123").exit(LEG, 7));
        assertThat(IDS.exit(LEG, 7)).isNotEqualTo(IDS.exit(LEG, 8));
        assertThat(IDS.workingStop(LEG, 7)).isNotEqualTo(IDS.disasterStop(LEG, 7));
    }

    @Test
    void knowsItsOwnStopsAndNobodyElses() {
        assertThat(IDS.isStopOf(LEG, IDS.workingStop(LEG, 1))).isTrue();
        assertThat(IDS.isStopOf(LEG, IDS.disasterStop(LEG, 1))).isTrue();
        assertThat(IDS.isStopOf(LEG, IDS.exit(LEG, 1))).isFalse();
        assertThat(IDS.isStopOf(LEG, new ClientIds("other").workingStop(LEG, 1)))
                .isFalse();
        assertThat(IDS.isStopOf(LegId.parse("main:ETHUSDT:BOTH"), IDS.workingStop(LEG, 1)))
                .isFalse();
    }

    @Test
    void refusesATagThatDoesNotFit() {
        assertThatThrownBy(() -> new ClientIds("TOOLONG7")).hasMessageContaining("TOOLONG7");
    }
}
