package dev.belay.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A tighter stop may go for a looser one only where an operator's override gave it up. */
class CancelGateTest {
    private static final Price LEVEL = Price.of("97");
    private static final Price BEFORE = Price.of("98");

    private static StopOrder stop(String id, Direction direction, String trigger, Slot slot, Status status) {
        return new StopOrder(
                id,
                slot,
                3,
                direction.closingSide(),
                Quantity.of("1"),
                Price.of(trigger),
                status,
                5,
                1_000,
                PriceKind.MARK);
    }

    private static StopOrder working(String id, String trigger) {
        return stop(id, Direction.LONG, trigger, Slot.WORKING, Status.LIVE);
    }

    private static boolean givenUp(StopOrder stop, StopOrder cover, @Nullable Price loosenedFrom) {
        return CancelGate.isGivenUp(stop, cover, Direction.LONG, loosenedFrom, LEVEL);
    }

    @Test
    void theStopAtTheLevelBeforeTheOverrideIsGivenUpForTheOneAtTheLevelAfterIt() {
        assertThat(givenUp(working("a", "98"), working("b", "97"), BEFORE)).isTrue();
        assertThat(givenUp(working("a", "97.5"), working("b", "97"), BEFORE))
                .as("an older one in between")
                .isTrue();
    }

    @Test
    void withoutAnOverrideNothingIsGivenUp() {
        assertThat(givenUp(working("a", "98"), working("b", "97"), null)).isFalse();
    }

    @Test
    void whatIsTighterThanTheOverriddenLevelIsNotGivenUp() {
        assertThat(givenUp(working("a", "98.01"), working("b", "97"), BEFORE)).isFalse();
    }

    @Test
    void theCoverStandsExactlyAtTheLevelAndLives() {
        assertThat(givenUp(working("a", "98"), working("b", "96.99"), BEFORE)).isFalse();
        assertThat(givenUp(working("a", "98"), working("b", "97.01"), BEFORE)).isFalse();
        assertThat(givenUp(working("a", "97"), working("a", "97"), BEFORE))
                .as("itself")
                .isFalse();
        for (Status status : Status.values()) {
            StopOrder cover = stop("b", Direction.LONG, "97", Slot.WORKING, status);
            assertThat(givenUp(working("a", "98"), cover, BEFORE))
                    .as("%s", status)
                    .isEqualTo(status == Status.LIVE);
        }
    }

    @Test
    void theDisasterStopIsNeitherGivenUpNorACover() {
        StopOrder disaster = stop("d", Direction.LONG, "97", Slot.DISASTER, Status.LIVE);

        assertThat(givenUp(disaster, working("b", "97"), BEFORE)).isFalse();
        assertThat(givenUp(working("a", "98"), disaster, BEFORE)).isFalse();
    }

    @Test
    void theSameHoldsForShorts() {
        StopOrder tight = stop("a", Direction.SHORT, "102", Slot.WORKING, Status.LIVE);
        StopOrder tighter = stop("c", Direction.SHORT, "101.9", Slot.WORKING, Status.LIVE);
        StopOrder cover = stop("b", Direction.SHORT, "103", Slot.WORKING, Status.LIVE);
        Price before = Price.of("102");
        Price level = Price.of("103");

        assertThat(CancelGate.isGivenUp(tight, cover, Direction.SHORT, before, level))
                .isTrue();
        assertThat(CancelGate.isGivenUp(tighter, cover, Direction.SHORT, before, level))
                .isFalse();
    }
}
