package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBoardTest {

    private final List<String> fired = new ArrayList<>();
    private final FaultBoard board =
            new FaultBoard(7, (fault, at, now) -> fired.add(fault.order().fault() + "@" + at));

    @Test
    void aFaultFiresAsOftenAsItWasArmedFor() {
        board.arm(FaultOrder.once(Fault.RATE_429).times(2), 100);

        assertThat(board.fires(Fault.RATE_429, 101, "GET /fapi/v1/time")).isPresent();
        assertThat(board.fires(Fault.RATE_429, 102, "GET /fapi/v1/time")).isPresent();
        assertThat(board.fires(Fault.RATE_429, 103, "GET /fapi/v1/time")).isEmpty();
        assertThat(fired).containsExactly("RATE_429@GET /fapi/v1/time", "RATE_429@GET /fapi/v1/time");
        assertThat(board.armed(104)).isEmpty();
    }

    @Test
    void aFaultFiresOnlyAtItsTarget() {
        board.arm(FaultOrder.once(Fault.DROP_EVENT).at("ALGO_UPDATE"), 100);

        assertThat(board.fires(Fault.DROP_EVENT, 101, "ACCOUNT_UPDATE", "BTCUSDT"))
                .isEmpty();
        assertThat(board.fires(Fault.DROP_EVENT, 101, "algo_update", "BTCUSDT")).isPresent();
    }

    @Test
    void aLastingFaultEndsWhenItsTimeIsOver() {
        board.arm(FaultOrder.lasting(Fault.EMPTY_POSITIONS, 50), 100);

        assertThat(board.fires(Fault.EMPTY_POSITIONS, 149)).isPresent();
        assertThat(board.fires(Fault.EMPTY_POSITIONS, 150)).isEmpty();
    }

    @Test
    void askingWhetherAFaultHoldsDoesNotUseItUp() {
        board.arm(FaultOrder.once(Fault.SYMBOL_HALT).at("BTCUSDT"), 100);

        assertThat(board.holds(Fault.SYMBOL_HALT, 101, "BTCUSDT")).isPresent();
        assertThat(board.holds(Fault.SYMBOL_HALT, 101, "BTCUSDT")).isPresent();
        assertThat(board.holds(Fault.SYMBOL_HALT, 101, "ETHUSDT")).isEmpty();
        assertThat(fired).isEmpty();
    }

    @Test
    void aProbabilityIsKeptOverManyChances() {
        board.arm(FaultOrder.lasting(Fault.RESPONSE_LOST, 0).likely(100), 0);

        long hits = 0;
        for (int now = 0; now < 10_000; now++) {
            hits += board.fires(Fault.RESPONSE_LOST, now).isPresent() ? 1 : 0;
        }
        assertThat(hits).isBetween(900L, 1_100L);
    }

    @Test
    void aDisarmedFaultNeverFires() {
        long id = board.arm(FaultOrder.lasting(Fault.WAF_403_HTML, 0), 0);

        assertThat(board.disarm(id)).isTrue();
        assertThat(board.disarm(id)).isFalse();
        assertThat(board.fires(Fault.WAF_403_HTML, 1)).isEmpty();
    }

    @Test
    void aProbabilityOutOfRangeIsRefused() {
        assertThatThrownBy(() -> FaultOrder.once(Fault.RATE_429).likely(1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1001");
    }
}
