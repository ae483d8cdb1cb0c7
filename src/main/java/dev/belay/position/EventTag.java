package dev.belay.position;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mark by which readers find the events of legs. Legs are spread over a few marks, so that as many readers can share
 * the work; a leg keeps its mark for ever. The migration that marks older rows computes the same in SQL.
 */
public final class EventTag {

    /** Fixed for the life of a journal: with another number a leg would be read by two readers. */
    public static final int SLICES = 4;

    private static final int NIBBLE = 4;
    private static final int LOW_BITS = 0xF;

    private EventTag() {}

    /** The mark of the events that are kept under {@code persistenceId}. */
    public static String of(String persistenceId) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(persistenceId.getBytes(StandardCharsets.UTF_8));
            return ofSlice((hash[0] >> NIBBLE & LOW_BITS) % SLICES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The mark of a slice, which counts from 0. */
    public static String ofSlice(int slice) {
        return "legs-" + slice;
    }

    /** The marks of all legs. */
    public static List<String> all() {
        return IntStream.range(0, SLICES).mapToObj(EventTag::ofSlice).toList();
    }
}
