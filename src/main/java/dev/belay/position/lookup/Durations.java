package dev.belay.position.lookup;

/** How long things took, counted by powers of two of a microsecond; bounded however many there are. */
final class Durations {

    private static final int CLASSES = 40;

    private final long[] counts = new long[CLASSES];
    private long total;

    void add(long micros) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, micros));
        counts[Math.min(bits, CLASSES - 1)]++;
        total++;
    }

    void add(Durations others) {
        for (int i = 0; i < CLASSES; i++) {
            counts[i] += others.counts[i];
        }
        total += others.total;
    }

    /** No more than one in a thousand minus {@code perMille} took longer, in microseconds; 0 when nothing was added. */
    long atMost(int perMille) {
        long needed = (total * perMille + 999) / 1_000;
        long seen = 0;
        for (int i = 0; i < CLASSES; i++) {
            seen += counts[i];
            if (seen >= needed) {
                return total == 0 ? 0 : (1L << i) - 1;
            }
        }
        return Long.MAX_VALUE;
    }
}
