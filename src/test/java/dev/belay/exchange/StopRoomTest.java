package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer.StopReport;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 200 conditional orders may rest at an account, the last 10 of them disaster stops (reliability R21). */
class StopRoomTest {

    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final LegId LEG = new LegId(new Account("main"), ETH, PositionSide.BOTH);
    private static final long START = 1_763_700_000_000L;

    private final StopRoom room = new StopRoom();

    private static StopReport report(String id, StopStatus status, long at) {
        return new StopReport(
                ETH,
                PositionSide.BOTH,
                id,
                1,
                status,
                Side.SELL,
                Quantity.of("1"),
                Price.of("98"),
                false,
                true,
                Quantity.ZERO,
                "",
                at);
    }

    private static List<StopReport> foreign(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> report("web_" + number, StopStatus.NEW, START - 1_000_000))
                .toList();
    }

    private void list(List<StopReport> reports, long readAt) {
        room.onList(new Answer.Stops(reports), readAt);
    }

    /** Somebody's take-profits and trailing orders are among the 200 as well. */
    @Test
    void conditionalOrdersThatAreNoStopsTakeRoomToo() {
        room.onList(new Answer.Stops(foreign(100), 89), START);

        assertThat(room.take(LEG, "w1", false)).isTrue();
        assertThat(room.take(LEG, "w2", false)).isFalse();
    }

    @Test
    void theLastTenAreKeptForDisasterStops() {
        list(foreign(189), START);

        assertThat(room.take(LEG, "w1", false)).isTrue();
        assertThat(room.take(LEG, "w2", false)).isFalse();
        assertThat(room.resting()).isEqualTo(190);
    }

    @Test
    void ourOwnCountOnceWhetherListedOrNot() {
        room.hold(LEG, 1, Set.of("d", "w"));
        list(List.of(report("d", StopStatus.NEW, START), report("web", StopStatus.NEW, START)), START);

        assertThat(room.resting()).isEqualTo(3);
    }

    @Test
    void whatALegHasNotProvenToBeOverCountsThoughNoListShowsIt() {
        room.hold(LEG, 2, Set.of("forgotten"));
        list(List.of(), START);
        list(List.of(), START + 30_000);

        assertThat(room.resting()).isEqualTo(1);
    }

    @Test
    void whatTheLegProvesToBeOverCountsNoMore() {
        room.hold(LEG, 3, Set.of("d", "w"));
        list(List.of(report("d", StopStatus.NEW, START), report("w", StopStatus.NEW, START)), START);

        room.hold(LEG, 4, Set.of("d"));

        assertThat(room.resting()).isEqualTo(1);
    }

    /** What was taken and never written down is not in the leg's journal when it begins again. */
    @Test
    void aFailedWriteGivesItsRoomBack() {
        list(List.of(), START);
        assertThat(room.take(LEG, "w", false)).isTrue();

        room.hold(LEG, 5, Set.of());

        assertThat(room.resting()).isZero();
    }

    @Test
    void theStreamCountsBetweenTwoLists() {
        list(foreign(1), START);

        room.onReport(report("new", StopStatus.NEW, START + 1));
        room.onReport(report("web_0", StopStatus.CANCELED, START + 2));
        room.onReport(report("odd", StopStatus.OTHER, START + 3));

        assertThat(room.resting()).isEqualTo(2);
    }

    @Test
    void aListThatWasStartedBeforeAnOrderWasReportedDoesNotMissIt() {
        room.onReport(report("new", StopStatus.NEW, START));

        list(List.of(), START + 1_999);
        assertThat(room.resting()).isEqualTo(1);
        list(List.of(), START + 2_001);

        assertThat(room.resting()).isZero();
    }

    @Test
    void untilTheFirstListStopsAreNotMovedButMissingOnesArePlaced() {
        assertThat(room.isFree(true)).isFalse();
        assertThat(room.isFree(false)).isTrue();

        list(List.of(), START);

        assertThat(room.isFree(true)).isTrue();
    }

    @Test
    void aRefusalOfTheExchangeCountsUntilAListThatWasStartedAfterIt() {
        list(foreign(5), START);

        room.refused(START + 10);
        assertThat(room.isFree(false)).isFalse();
        list(foreign(5), START + 10);
        assertThat(room.isFree(false)).isFalse();
        list(foreign(5), START + 11);

        assertThat(room.isFree(false)).isTrue();
    }

    @Test
    void aPersonHearsOncePerCrossingThatItGetsCrowded() {
        list(foreign(149), START);
        assertThat(room.news()).isEmpty();

        room.hold(LEG, 6, Set.of("w"));
        assertThat(room.news()).hasValueSatisfying(text -> assertThat(text).startsWith("150 of the 200"));
        list(foreign(160), START + 30_000);
        list(foreign(139), START + 60_000);
        assertThat(room.news()).as("140 are not yet few").isEmpty();
        list(foreign(138), START + 90_000);

        assertThat(room.news()).hasValueSatisfying(text -> assertThat(text).startsWith("only 139"));
        assertThat(room.news()).isEmpty();
    }

    @Test
    void anOpeningNeedsRoomForItsStopsAndForTheFirstMove() {
        assertThat(room.refusesOpening())
                .hasValueSatisfying(text -> assertThat(text).contains("not known yet"));

        list(foreign(187), START);
        assertThat(room.refusesOpening()).isEmpty();
        list(foreign(188), START + 30_000);

        assertThat(room.refusesOpening())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("188 of 200", "takes 3", "Cancel conditional orders"));
    }
}
