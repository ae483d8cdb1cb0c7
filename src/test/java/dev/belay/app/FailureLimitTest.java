package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureLimitTest {

    private static final long NOW = 1_795_000_000_000L;

    private final FailureLimit limit = new FailureLimit();
    private final LoggerContext loggers = new LoggerContext();

    private FilterReply says(String logger, long at, @Nullable Throwable failure) {
        Logger by = loggers.getLogger(logger);
        var event = new LoggingEvent("x", by, Level.ERROR, "the database is away", failure, new Object[0]);
        event.setTimeStamp(at);
        return limit.decide(event);
    }

    private long shown(String logger, long at, int lines) {
        return IntStream.range(0, lines)
                .filter(line -> says(logger, at, new IllegalStateException("away")) == FilterReply.NEUTRAL)
                .count();
    }

    @Test
    void aThousandFailuresAreAFewLines() {
        assertThat(shown("legs", NOW, 1_000)).isEqualTo(FailureLimit.SHOWN);
        assertThat(shown("others", NOW, 1_000)).as("of another logger").isEqualTo(FailureLimit.SHOWN);
        assertThat(shown("legs", NOW + FailureLimit.WHILE_MILLIS, 1_000))
                .as("later")
                .isEqualTo(FailureLimit.SHOWN);
    }

    /** One a second. */
    @Test
    void aDayOfFailuresIsNoStormEither() {
        long shown = 0;
        for (int second = 0; second < 86_400; second++) {
            shown += shown("legs", NOW + second * 1_000L, 1);
        }

        assertThat(shown).isBetween(100L, 500L);
    }

    @Test
    void afterAQuietTimeItBeginsAnew() {
        for (int second = 0; second < 3_600; second++) {
            shown("legs", NOW + second * 1_000L, 1);
        }
        long later = NOW + 3 * 3_600_000L;

        assertThat(shown("legs", later, 100)).isEqualTo(FailureLimit.SHOWN);
        assertThat(shown("legs", later + FailureLimit.WHILE_MILLIS, 100)).isEqualTo(FailureLimit.SHOWN);
    }

    @Test
    void linesWithoutAStackTraceAllPass() {
        for (int line = 0; line < 1_000; line++) {
            assertThat(says("legs", NOW, null)).isEqualTo(FilterReply.NEUTRAL);
        }
    }
}
