package dev.belay.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each row of a leg carries a hash over the hash of the row before it and all of its own fields, so that nothing in the
 * middle of a journal can be changed, left out or moved without a trace.
 *
 * <p>The database computes it when a row is inserted, H2 by {@link ChainTrigger} and PostgreSQL by a function of its own
 * in {@code migrations/postgresql}; this is the one definition that both follow. A field is written as its length in
 * UTF-8 octets, a colon and its text, so that no two rows are written alike. A row that is marked as deleted or holds
 * metadata is wrong by that alone.
 */
public final class HashChain {

    /** What comes before the first row. */
    public static final String BEGINNING = "";

    private HashChain() {}

    /** The hash, in hexadecimal, of {@code row} when the row before it has {@code previous}. */
    public static String hash(String previous, JournalRow row) {
        String fields = Stream.of(
                        previous,
                        row.persistenceId(),
                        row.sequence(),
                        row.ordering(),
                        row.writer(),
                        row.writtenAt(),
                        row.adapterManifest(),
                        row.serializer(),
                        row.manifest(),
                        row.payload().fingerprint())
                .map(HashChain::field)
                .collect(Collectors.joining());
        return HexFormat.of().formatHex(sha256(fields.getBytes(StandardCharsets.UTF_8)));
    }

    private static String field(Object value) {
        String text = value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
