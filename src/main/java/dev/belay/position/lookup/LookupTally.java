package dev.belay.position.lookup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the lookups of the last 24 hours ended, by the hour. Owned by one thread. */
public final class LookupTally {

    private static final long HOUR = 3_600_000;
    private static final int HOURS = 24;

    /** What one hour brought. */
    private static final class Hour {
        final Map<Source, Long> answers = new EnumMap<>(Source.class);
        final Map<Source, Durations> durations = new EnumMap<>(Source.class);
        long aborted;
    }

    private final TreeMap<Long, Hour> hours = new TreeMap<>();

    /**
     * The last 24 hours.
     *
     * @param answers lookups by the source that answered
     * @param aborted lookups that nobody could answer
     * @param slowest for each source the time that 99 of 100 answers did not exceed, in microseconds, rounded up to a
     *     power of two
     */
    public record Summary(Map<Source, Long> answers, long aborted, Map<Source, Long> slowest) {

        public Summary {
            answers = Map.copyOf(answers);
            slowest = Map.copyOf(slowest);
        }

        public long total() {
            return aborted
                    + answers.values().stream().mapToLong(Long::longValue).sum();
        }

        public long answersOf(Source source) {
            return answers.getOrDefault(source, 0L);
        }

        /** Lookups by {@code source} of 10,000. */
        public long perTenThousand(Source source) {
            return total() == 0 ? 0 : answersOf(source) * 10_000 / total();
        }
    }

    /** Counts a lookup that ended at {@code at}, epoch milliseconds. */
    public void count(LookupResult result, long at) {
        hours.headMap(hourOf(at) - HOURS, true).clear();
        Hour hour = hours.computeIfAbsent(hourOf(at), unseen -> new Hour());
        result.source()
                .ifPresentOrElse(
                        source -> {
                            hour.answers.merge(source, 1L, Long::sum);
                            hour.durations
                                    .computeIfAbsent(source, unseen -> new Durations())
                                    .add(result.micros());
                        },
                        () -> hour.aborted++);
    }

    /** The 24 hours before {@code at}, epoch milliseconds. */
    public Summary summary(long at) {
        Map<Source, Long> answers = new EnumMap<>(Source.class);
        Map<Source, Durations> durations = new EnumMap<>(Source.class);
        long aborted = 0;
        for (Hour hour : hours.tailMap(hourOf(at) - HOURS, false).values()) {
            hour.answers.forEach((source, count) -> answers.merge(source, count, Long::sum));
            hour.durations.forEach((source, these) ->
                    durations.computeIfAbsent(source, unseen -> new Durations()).add(these));
            aborted += hour.aborted;
        }
        Map<Source, Long> slowest = new EnumMap<>(Source.class);
        durations.forEach((source, these) -> slowest.put(source, these.atMost(990)));
        return new Summary(answers, aborted, slowest);
    }

    private static long hourOf(long at) {
        return Math.floorDiv(at, HOUR);
    }

    /** What is wrong with {@code summary}, in words; the bounds are those of incidents.md #2. */
    public static List<String> alarms(Summary summary) {
        List<String> alarms = new ArrayList<>();
        long total = summary.total();
        if (summary.aborted() * 1_000 > total) {
            alarms.add(
                    "%d of %d lookups were aborted; more than 0.1 %% is too many".formatted(summary.aborted(), total));
        }
        if (total >= 100) {
            shares(summary, alarms);
        }
        tooSlow(summary, Source.OWN_STATE, 10_000, alarms);
        tooSlow(summary, Source.EXCHANGE, 1_000_000, alarms);
        return alarms;
    }

    private static void shares(Summary summary, List<String> alarms) {
        if (summary.perTenThousand(Source.OWN_STATE) < 9_000) {
            alarms.add("the legs themselves answered %d of %d lookups; less than 90 %% is too few"
                    .formatted(summary.answersOf(Source.OWN_STATE), summary.total()));
        }
        if (summary.perTenThousand(Source.EXCHANGE) > 1_000) {
            alarms.add("the exchange had to answer %d of %d lookups; more than 10 %% is too many"
                    .formatted(summary.answersOf(Source.EXCHANGE), summary.total()));
        }
        if (summary.perTenThousand(Source.JOURNAL) > 200) {
            alarms.add("the journal had to answer %d of %d lookups; more than 2 %% is too many"
                    .formatted(summary.answersOf(Source.JOURNAL), summary.total()));
        }
    }

    private static void tooSlow(Summary summary, Source source, long micros, List<String> alarms) {
        long slowest = summary.slowest().getOrDefault(source, 0L);
        if (slowest > 2 * micros) { // the figure is rounded up to a power of two
            alarms.add("%s takes up to %d µs; more than %d is too slow".formatted(source, slowest, micros));
        }
    }
}
