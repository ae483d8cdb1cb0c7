package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.simulator.wire.RequestVerdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole node at an exchange whose order limits do not let every stop move when it wants to. An account may have 200
 * conditional orders (binance-api §8.5), two for each leg and a third while it moves: 60 legs are about the most there can
 * be, and here each wants to move every second. {@code -Dlegs=… -Dminutes=…} try others.
 */
@Timeout(1_800)
class TrendTest {

    private static final int LEGS = Integer.getInteger("legs", 60);
    private static final int MINUTES = Integer.getInteger("minutes", 1);
    private static final long END = ManyLegs.START + MINUTES * 60_000L;

    private final TrendRecord record = new TrendRecord();

    @TempDir
    Path home;

    @Test
    void theBudgetGoesToTheMovesThatSecureMostAndNothingSupersededIsSent() {
        var legs = new ManyLegs(home, LEGS, 400 / MINUTES + 25);

        legs.run(new RisingPrices(legs.pace(), ManyLegs.START, END), record, simulator -> {}, simulator -> {});

        judge(legs.wanted(), ManyLegs.START + 20_000, END);
    }

    private void judge(Map<String, TrendRecord.Wanted> wanted, long from, long to) {
        int tenSeconds = record.mostOrdersIn(10_000);
        int minute = record.mostOrdersIn(60_000);
        BigDecimal debt = record.debt(wanted, from, to);
        BigDecimal inTurn = record.debtInTurn(wanted, from, to);
        System.out.printf(
                "%d legs, %d min: %d moves, most orders %d in 10 s and %d in a minute; debt %s, in turn %s%n",
                LEGS,
                MINUTES,
                record.placed().size() - LEGS,
                tenSeconds,
                minute,
                debt.toBigInteger(),
                inTurn.toBigInteger());
        assertThat(record.requests()).allMatch(request -> request.code() == 0);
        assertThat(tenSeconds).isBetween(150, 270);
        assertThat(minute).isBetween(850, 1_080);
        assertThat(debt.multiply(BigDecimal.valueOf(4)))
                .as("at most three quarters of the debt of serving in turn")
                .isLessThan(inTurn.multiply(BigDecimal.valueOf(3)));
        for (RequestVerdict placed :
                record.placed().stream().filter(placed -> placed.at() >= from).toList()) {
            TrendRecord.Wanted leg = wanted.get(placed.parameters().get("symbol"));
            assertThat(Price.of(placed.parameters().get("triggerPrice")))
                    .as("the newest level when %s arrived, or the one before it came in that very millisecond", placed)
                    .isIn(leg.at(placed.at()), leg.at(placed.at() - 1));
        }
    }
}
