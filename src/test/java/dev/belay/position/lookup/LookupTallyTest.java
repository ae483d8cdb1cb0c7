package dev.belay.position.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import dev.belay.position.HeldPosition.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTallyTest {

    private static final long HOUR = 3_600_000;

    private final LookupTally tally = new LookupTally();

    @Test
    void countsBySourceAndForgetsAfterADay() {
        add(Source.OWN_STATE, 300, 10, 0);
        add(Source.EXCHANGE, 1, 90_000, HOUR);

        LookupTally.Summary summary = tally.summary(2 * HOUR);
        assertThat(summary.total()).isEqualTo(301);
        assertThat(summary.perTenThousand(Source.OWN_STATE)).isEqualTo(9_966);
        assertThat(summary.answersOf(Source.EXCHANGE)).isEqualTo(1);
        assertThat(tally.summary(24 * HOUR).total()).isEqualTo(1);
        assertThat(tally.summary(25 * HOUR).total()).isZero();
    }

    @Test
    void theSlowestOfAHundredDoesNotHideInTheAverage() {
        add(Source.OWN_STATE, 97, 10, 0);
        add(Source.OWN_STATE, 3, 30_000, 0);

        assertThat(tally.summary(0).slowest().get(Source.OWN_STATE)).isBetween(30_000L, 60_000L);
        assertThat(LookupTally.alarms(tally.summary(0)))
                .singleElement()
                .asString()
                .contains("OWN_STATE takes up to");
    }

    @Test
    void oneAbortedLookupIsAnAlarm() {
        add(Source.OWN_STATE, 900, 10, 0);
        tally.count(new LookupResult(leg(), Optional.empty(), List.of()), 0);

        assertThat(LookupTally.alarms(tally.summary(0)))
                .containsExactly("1 of 901 lookups were aborted; more than 0.1 % is too many");
    }

    @Test
    void sharesBeyondTheBoundsAreAlarms() {
        add(Source.OWN_STATE, 85, 10, 0);
        add(Source.EXCHANGE, 12, 10, 0);
        add(Source.JOURNAL, 3, 10, 0);

        assertThat(LookupTally.alarms(tally.summary(0))).hasSize(3);
    }

    @Test
    void aQuietDayIsNoAlarm() {
        assertThat(LookupTally.alarms(tally.summary(0))).isEmpty();
        add(Source.OWN_STATE, 10_000, 10, 0);
        add(Source.EXCHANGE, 34, 90_000, 0);
        assertThat(LookupTally.alarms(tally.summary(0))).isEmpty();
    }

    private void add(Source source, int times, long micros, long at) {
        var result = new LookupResult(
                leg(),
                Optional.of(PositionLookupTest.held("1", Standing.LIVE)),
                List.of(new Attempt(source, true, micros, "LONG 1")));
        for (int i = 0; i < times; i++) {
            tally.count(result, at);
        }
    }

    private static LegId leg() {
        return LegId.parse("main:KAVAUSDT:BOTH");
    }
}
