package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Java's immutable maps iterate in another order in every process: a replay elsewhere would send other calls first. */
class LegOrdersTest {

    @Test
    void ordersStandInTheOrderOfTheirIdsInEveryProcess() {
        List<String> ids =
                IntStream.range(10, 30).mapToObj(number -> "x" + number).toList();
        Leg leg = Leg.flat(LegHarness.LEG);
        for (String id : ids) {
            leg = leg.withOrder(order(id));
        }

        assertThat(leg.orders().keySet()).containsExactlyElementsOf(ids);
    }

    @Test
    void guardedLegsHearInTheOrderInWhichTheyCame() {
        var known = new KnownLegs();
        List<LegId> ids = IntStream.range(10, 30)
                .mapToObj(number -> LegId.parse("main:S%dUSDT:BOTH".formatted(number)))
                .toList();
        ids.forEach(id -> known.changed(Leg.flat(id)));

        Set<LegId> all = known.all();

        assertThat(all).containsExactlyElementsOf(ids);
    }

    private static MarketOrder order(String id) {
        return new MarketOrder(id, MarketOrder.Purpose.EXIT, Side.SELL, Quantity.of("1"), 1, 1, LegHarness.START);
    }
}
