package dev.belay.journal;

/**
 * The newest row of a journal. Who keeps it elsewhere can tell later whether rows were cut off the journal's end, which
 * the journal alone cannot show.
 *
 * @param persistenceId whose journal
 * @param sequence the number of its newest row
 * @param hash that row's hash; "" when it has none
 */
public record JournalHead(String persistenceId, long sequence, String hash) {

    /** Whether it is a leg's; others are the cluster's own. */
    public boolean isOfLeg() {
        return persistenceId.startsWith(JournalDatabase.PREFIX);
    }

    /** The leg's id as text; only of a leg's journal. */
    public String leg() {
        return persistenceId.substring(JournalDatabase.PREFIX.length());
    }
}
