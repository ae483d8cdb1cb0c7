package dev.belay.journal;

/**
 * One row of the journal's table, as it is stored.
 *
 * @param persistenceId whose journal it belongs to: {@code leg|} and a leg's id; others are the cluster's own
 * @param sequence counts the rows of a journal from 1
 * @param ordering counts the rows of the whole table, with gaps
 * @param writer the incarnation of the actor that wrote it
 * @param writtenAt epoch milliseconds of the writing machine
 * @param serializer Akka's number of the serializer
 * @param manifest the stable name of the event's kind
 * @param hash SHA-256 over the former row's hash and this row, in hexadecimal; "" when it has none
 * @param marked whether it is marked as deleted or holds metadata, neither of which Belay ever writes
 */
public record JournalRow(
        String persistenceId,
        long sequence,
        long ordering,
        String writer,
        long writtenAt,
        String adapterManifest,
        int serializer,
        String manifest,
        Payload payload,
        String hash,
        boolean marked) {

    /** Whether it is an event of a leg. */
    public boolean isOfLeg() {
        return persistenceId.startsWith(JournalDatabase.PREFIX);
    }

    /** What it is as the newest of its journal. */
    public JournalHead head() {
        return new JournalHead(persistenceId, sequence, hash);
    }
}
