package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.journal.JournalEntry;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.position.LegEvent;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes every level of a leg's journal from the prices in the most straightforward way, in exact decimals: the
 * extreme since the position was opened, the percentage, the tick. It shares no code with what it judges.
 */
final class LevelJudge {

    private static final BigDecimal INITIAL = new BigDecimal("0.02");
    private static final BigDecimal ACTIVATION = new BigDecimal("0.015");
    private static final BigDecimal CALLBACK = new BigDecimal("0.005");

    private final NavigableMap<Long, Price> marks;
    private final BigDecimal tick;
    private LegEvent.@Nullable PositionOpened current;
    private BigDecimal level = BigDecimal.ZERO;
    private boolean activated;
    int levels;
    int activations;
    int positions;
    int closed;

    LevelJudge(NavigableMap<Long, Price> marks, BigDecimal tick) {
        this.marks = marks;
        this.tick = tick;
    }

    void judge(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            LegEvent event = entry.event();
            String what = entry.leg() + " #" + entry.sequence() + " " + event;
            if (event instanceof LegEvent.PositionOpened e) {
                onOpened(e, what);
            } else if (event instanceof LegEvent.PositionClosed) {
                closed++;
            } else if (event instanceof LegEvent.TrailingActivated e) {
                onActivated(e, what);
            } else if (event instanceof LegEvent.LevelMoved e) {
                assertThat(activated).as(what).isTrue();
                onLevel(e.trail(), e.price(), e.tickAt(), what);
                levels++;
            }
        }
    }

    private void onOpened(LegEvent.PositionOpened e, String what) {
        current = e;
        activated = false;
        positions++;
        level = away(factor(e.entryPrice().decimal(), INITIAL.negate()));
        assertThat(e.trail().level().decimal()).as(what).isEqualByComparingTo(level);
    }

    private void onActivated(LegEvent.TrailingActivated e, String what) {
        BigDecimal from = factor(opened().entryPrice().decimal(), ACTIVATION);
        assertThat(isAtLeast(e.price().decimal(), from)).as(what).isTrue();
        NavigableMap<Long, Price> before = marks.subMap(opened().evidenceAt(), false, e.tickAt(), false);
        assertThat(before.values()).as(what).noneMatch(mark -> isAtLeast(mark.decimal(), from));
        activated = true;
        activations++;
        onLevel(e.trail(), e.price(), e.tickAt(), what);
    }

    private void onLevel(Trail trail, Price price, long tickAt, String what) {
        assertThat(marks.get(tickAt)).as(what).isEqualTo(price);
        BigDecimal extreme = opened().entryPrice().decimal();
        for (Price mark :
                marks.subMap(opened().evidenceAt(), false, tickAt, true).values()) {
            extreme = isAtLeast(mark.decimal(), extreme) ? mark.decimal() : extreme;
        }
        assertThat(trail.peak().decimal()).as(what).isEqualByComparingTo(extreme);
        BigDecimal proposed = away(factor(extreme, CALLBACK.negate()));
        BigDecimal expected = isAtLeast(proposed, level) ? proposed : level;
        assertThat(trail.level().decimal()).as(what).isEqualByComparingTo(expected);
        assertThat(isAtLeast(expected, level)).as("never loosens: " + what).isTrue();
        level = expected;
    }

    private LegEvent.PositionOpened opened() {
        return Objects.requireNonNull(current, "no position was opened");
    }

    private boolean isLong() {
        return opened().direction() == Direction.LONG;
    }

    /** In the trader's favour: not below for a long, not above for a short. */
    private boolean isAtLeast(BigDecimal one, BigDecimal other) {
        return isLong() ? one.compareTo(other) >= 0 : one.compareTo(other) <= 0;
    }

    /** The price moved by a share of it; a positive share is in the trader's favour. */
    private BigDecimal factor(BigDecimal price, BigDecimal share) {
        BigDecimal signed = isLong() ? share : share.negate();
        return price.add(price.multiply(signed));
    }

    private BigDecimal away(BigDecimal price) {
        return price.divide(tick, 0, isLong() ? RoundingMode.FLOOR : RoundingMode.CEILING)
                .multiply(tick);
    }
}
