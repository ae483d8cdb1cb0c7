package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import dev.belay.simulator.audit.AuditWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit is enough for an outside judge: after a busy hour with faults it says what the exchange itself says. */
class AuditHourTest {

    private static final int LOOKS = 20;

    private final long seed = Long.getLong("seed", 32_488_944_995_047L);

    @TempDir
    private Path folder;

    @Test
    void positionsStopsAndWalletsFollowFromTheFileAloneAtEveryMoment() throws Exception {
        System.out.println("seed " + seed);
        Path file = folder.resolve("audit.jsonl");
        Map<Long, String> truths = new TreeMap<>();
        try (AuditFile audit = new AuditFile(file)) {
            BusyHour hour = new BusyHour(seed, audit);
            for (int second = 1; second <= BusyHour.SECONDS; second++) {
                hour.second();
                if (second % (BusyHour.SECONDS / (LOOKS + 1)) == 0 || second == BusyHour.SECONDS) {
                    audit.flush();
                    truths.put(lines(file), hour.truth());
                }
            }
            assertThat(hour.done()).as("a busy hour").isGreaterThan(500);
        }
        assertThat(truths).hasSizeGreaterThan(LOOKS);
        AuditWorld world = new AuditWorld();
        AuditReader.each(file, line -> {
            world.next(line);
            String truth = truths.remove(line.number() + 1);
            if (truth != null) {
                assertThat(told(world)).as("after record %d", line.number()).isEqualTo(truth);
            }
        });
        assertThat(truths).as("moments that were not reached").isEmpty();
    }

    private static long lines(Path file) throws Exception {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static String told(AuditWorld world) {
        StringBuilder told = new StringBuilder();
        for (String account : BusyHour.NAMES) {
            told.append(account).append(" wallet ").append(BusyHour.plain(world.wallet(account)));
            world.positions(account)
                    .forEach((key, size) ->
                            told.append("\n position ").append(key).append(' ').append(BusyHour.plain(size)));
            world.openAlgoOrders(account).stream()
                    .map(AuditHourTest::stop)
                    .sorted()
                    .forEach(told::append);
            world.openOrders(account).stream()
                    .map(AuditHourTest::order)
                    .sorted()
                    .forEach(told::append);
            told.append('\n');
        }
        return told.toString();
    }

    private static String stop(AuditRecord line) {
        return "\n stop " + line.number("id") + " " + line.text("client") + " " + line.text("status") + " "
                + line.text("side") + " " + line.text("quantity") + " at " + line.text("trigger") + " closes "
                + line.fields().path("closePosition").asBoolean();
    }

    private static String order(AuditRecord line) {
        return "\n order " + line.number("id") + " " + line.text("side") + " " + line.text("quantity") + " at "
                + line.text("price") + " filled " + line.text("executed");
    }
}
