package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketPrice;
import dev.belay.money.Price;
import dev.belay.trailing.RandomPolicy;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.TrailCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the cursor decides and what the journal adds up to are one: on every path, under every policy, over changes of the
 * policy and restarts from the JSON that was written.
 */
class PolicyReplayTest {
    private static final int PATHS = 60;
    private static final int TICKS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261121})
    void theJournalSaysWhatTheCursorDecided(long seed) {
        var random = new Random(seed);
        int levels = 0;
        int overrides = 0;
        for (int number = 0; number < PATHS; number++) {
            var path = new Path(random);
            path.run();
            levels += path.leg.all(LegEvent.LevelMoved.class).size();
            overrides += path.leg.all(LegEvent.LevelOverridden.class).size();
        }
        assertThat(levels).as("seed %d", seed).isGreaterThan(PATHS);
        assertThat(overrides).as("seed %d", seed).isPositive();
    }

    private static final class Path {
        private final Random random;
        private final RandomPolicy policies;
        private final LegHarness leg;
        private TrailCursor cursor;
        private String followed;
        private long price = Price.of("100").units();

        Path(Random random) {
            this.random = random;
            policies = new RandomPolicy(random);
            leg = new LegHarness(policies.next()).slots(false).stream(random.nextBoolean() ? "10" : "-10", "100");
            cursor = leg.position().cursor(LegHarness.RULES);
            followed = leg.leg().followed();
        }

        void run() {
            for (int tick = 0; tick < TICKS && leg.leg().phase() == Leg.Phase.OPEN; tick++) {
                leg.sleep(1_000);
                int what = random.nextInt(100);
                if (what == 0) {
                    restart();
                } else if (what == 1) {
                    StopPolicy policy = policies.next();
                    leg.policy(policy, new Price(price).toString(), random.nextBoolean());
                }
                follow();
                price = Math.max(1_000_000, price + (random.nextInt(2_001) - 1_000) * 30_000L);
                tick();
            }
            replay();
        }

        /** As the actor does it: another trail needs another child. */
        private void follow() {
            if (!followed.equals(leg.leg().followed())) {
                followed = leg.leg().followed();
                cursor = leg.position().cursor(LegHarness.RULES);
            }
        }

        private void tick() {
            var mark = MarketPrice.mark(LegHarness.ETH, new Price(price), leg.now());
            TrailCursor.Decision decision = cursor.onPrice(price, leg.now());
            switch (decision) {
                case ACTIVATED -> leg.hear(new LegInput.LevelReported(cursor.trail(), true, mark));
                case LEVEL_MOVED -> leg.hear(new LegInput.LevelReported(cursor.trail(), false, mark));
                case PEAK_MOVED -> leg.hear(new LegInput.PeakReported(cursor.trail(), mark));
                case HIT -> leg.hear(new LegInput.HitReported(cursor.trail(), mark));
                case NOTHING -> {}
            }
            assertThat(leg.position().trail().level()).isEqualTo(cursor.trail().level());
            assertThat(leg.position().trail().activated())
                    .isEqualTo(cursor.trail().activated());
            if (decision != TrailCursor.Decision.NOTHING && decision != TrailCursor.Decision.HIT) {
                assertThat(leg.position().trail()).isEqualTo(cursor.trail());
            }
        }

        /** What was only in memory is gone: the bars, and a peak that was not worth writing down. */
        private void restart() {
            Leg read = replay();
            cursor = read.open().orElseThrow().cursor(LegHarness.RULES);
        }

        private Leg replay() {
            List<LegEvent> read = new ArrayList<>();
            for (LegEvent event : leg.journal()) {
                read.add(JournalFormat.read(JournalFormat.nameOf(event), JournalFormat.write(event)));
            }
            assertThat(read).isEqualTo(leg.journal());
            Leg again = Leg.flat(LegHarness.LEG).after(read);
            assertThat(again).isEqualTo(leg.leg());
            return again;
        }
    }
}
