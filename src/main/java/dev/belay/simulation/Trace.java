package dev.belay.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** What happened, line by line: the newest lines for people, and a SHA-256 over all for comparing runs. */
final class Trace {

    private final MessageDigest digest = sha256();
    private final Deque<String> newest = new ArrayDeque<>();
    private final long start;
    private final int kept;
    private long lines;

    /**
     * @param start the time from which lines count, epoch milliseconds
     * @param kept how many lines are kept for people
     */
    Trace(long start, int kept) {
        this.start = start;
        this.kept = kept;
    }

    void add(long at, String what) {
        String line = (at - start) + " " + what;
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        lines++;
        newest.addLast(line);
        if (newest.size() > kept) {
            newest.removeFirst();
        }
    }

    /** The newest lines, each beginning with milliseconds since the start. */
    List<String> newest() {
        return List.copyOf(newest);
    }

    long lines() {
        return lines;
    }

    /** Ends the trace: its hash in hexadecimal. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
