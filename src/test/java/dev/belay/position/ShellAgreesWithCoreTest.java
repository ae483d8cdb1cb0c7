package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.belay.simulation.FollowTrace;
import dev.belay.simulation.LegTrace;
import dev.belay.simulation.RecordedLives;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Lives that were recorded in the simulation are lived again by the actor of the leg, over a journal of Akka, and nothing
 * may differ. {@code -Dseed=…} repeats one day, {@code -Dlives=…} says how many lives are enough.
 */
class ShellAgreesWithCoreTest {

    private static final int LIVES = Integer.getInteger("lives", 1_000);
    private static final int FOLLOWS = 400;
    private static final long LONGEST_SECONDS = 20;

    /** What has to be among so many lives, or they prove little. */
    private static final String EVERYTHING = "Send Wish Rest Follow WakeAt unwritten Woken Reported Answered StreamGap"
            + " EntryWanted CloseWanted Hit Activated LevelMoved PeakMoved Blind Seeing StopRefused StopNotPlaced AlarmRaised";

    private static final ActorTestKit KIT = ActorTestKit.create(ReplayJournal.CONFIG);
    private static final ReplayJournal JOURNAL = new ReplayJournal(KIT.system());
    private static final Logger ACTOR = (Logger) LoggerFactory.getLogger(PositionActor.class);

    private final Map<String, Integer> seen = new TreeMap<>();
    private int lives;
    private int turns;

    @BeforeAll
    static void beSilent() {
        ACTOR.setLevel(Level.ERROR);
    }

    @AfterAll
    static void stop() {
        ACTOR.setLevel(null);
        KIT.shutdownTestKit();
    }

    @Test
    void theActorWritesAndDoesWhatTheRulesDidInTheSimulation() throws Exception {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? 1 : only; lives < LIVES && (only == null || seed == only); seed++) {
            for (LegTrace trace : RecordedLives.of(seed)) {
                live(seed, trace);
            }
            JOURNAL.clear();
        }
        System.out.printf("%d lives of %d turns: %s%n", lives, turns, seen);
        if (only == null) {
            assertThat(seen).containsKeys(EVERYTHING.split(" "));
        }
    }

    @Test
    void theActorThatFollowsThePriceReportsWhatWasReportedInTheSimulation() throws Exception {
        Long only = Long.getLong("seed");
        int follows = 0;
        for (long seed = only == null ? 1 : only; follows < FOLLOWS && (only == null || seed == only); seed++) {
            for (FollowTrace trace : RecordedLives.follows(seed)) {
                var replay = new FollowReplay(KIT, trace);
                Optional<String> difference = replay.follow().get(LONGEST_SECONDS, TimeUnit.SECONDS);
                replay.stop();
                assertThat(difference).as("the day of -Dseed=%d", seed).isEmpty();
                follows++;
                trace.heard().forEach(heard -> heard.reports().forEach(this::count));
            }
        }
        System.out.printf("%d positions followed: %s%n", follows, seen);
        if (only == null) {
            assertThat(seen).containsKeys("Hit", "Activated", "LevelMoved", "PeakMoved", "Blind", "Seeing");
        }
    }

    private void live(long seed, LegTrace trace) throws Exception {
        var replay = new LegReplay(KIT, JOURNAL, trace);
        Optional<String> difference = replay.live().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        replay.stop();
        assertThat(difference).as("the day of -Dseed=%d", seed).isEmpty();
        lives++;
        turns += trace.turns().size();
        trace.turns().forEach(this::count);
    }

    private void count(LegTrace.Turn turn) {
        count(turn.cause());
        turn.events().forEach(this::count);
        turn.acted().ifPresentOrElse(acted -> acted.steps().forEach(this::count), () -> count("unwritten"));
        if (turn.cause() instanceof LegTrace.Cause.Told told) {
            count(told.input());
        }
        if (turn.cause() instanceof LegTrace.Cause.Reported reported) {
            count(reported.report());
        }
    }

    private void count(Object what) {
        seen.merge(what instanceof String word ? word : what.getClass().getSimpleName(), 1, Integer::sum);
    }
}
