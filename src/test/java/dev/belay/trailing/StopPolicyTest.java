package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopPolicyTest {
    @Test
    void theDefaultIsAsWritten() {
        assertThat(StopPolicy.DEFAULT.initialLevel(Direction.LONG, Price.of("100")))
                .isEqualTo(Price.of("98").units());
        assertThat(StopPolicy.DEFAULT.disasterLevel(Direction.SHORT, Price.of("100")))
                .isEqualTo(Price.of("105").units());
    }

    @Test
    void refusesDistancesThatMakeNoSense() {
        assertThatThrownBy(() -> policy("0", "0.5", "5")).hasMessageContaining("initial-stop");
        assertThatThrownBy(() -> policy("100", "0.5", "5")).hasMessageContaining("initial-stop");
        assertThatThrownBy(() -> policy("2", "100", "5")).hasMessageContaining("callback");
        assertThatThrownBy(() -> policy("2", "0.5", "2")).hasMessageContaining("disaster");
    }

    private static StopPolicy policy(String initial, String callback, String disaster) {
        return new StopPolicy(
                Percent.of(initial),
                Percent.of("1.5"),
                Percent.of(callback),
                Percent.of("0.1"),
                Duration.ofSeconds(2),
                Percent.of(disaster),
                Duration.ofSeconds(3));
    }
}
