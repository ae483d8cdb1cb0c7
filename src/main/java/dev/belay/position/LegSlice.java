package dev.belay.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the legs, so that as many readers can share the work on the tables. It follows from the leg's key in the
 * journal; {@code journal.Dialect} computes the same in SQL.
 */
public final class LegSlice {

    /** With another number the tables have to be made anew, while no reader runs. */
    public static final int COUNT = 4;

    private static final int NIBBLE = 4;
    private static final int LOW_BITS = 0xF;

    private LegSlice() {}

    /** The name of the slice that the events kept under {@code persistenceId} are of. */
    public static String of(String persistenceId) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(persistenceId.getBytes(StandardCharsets.UTF_8));
            return name((hash[0] >> NIBBLE & LOW_BITS) % COUNT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The name of a slice, which counts from 0. */
    public static String name(int number) {
        return "legs-" + number;
    }

    /** The names of all. */
    public static List<String> all() {
        return IntStream.range(0, COUNT).mapToObj(LegSlice::name).toList();
    }
}
