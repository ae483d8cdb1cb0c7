package dev.belay.journal;

import java.util.List;
import java.util.function.Consumer;

/** The rows of the journal as they are stored, of a database, a running node or a file. */
public interface JournalRows {

    /** As many rows as are asked for at once. */
    int PAGE = 1_000;

    /** The newest row of every journal, also of the cluster's own, in the order of their ids. */
    List<JournalHead> heads();

    /** At most {@code limit} rows of a journal in their order, beginning with the number {@code from}. */
    List<JournalRow> rows(String persistenceId, long from, int limit);

    /** Hands on the rows of a journal from the number {@code from} up to {@code head}, which later ones do not change. */
    default void each(JournalHead head, long from, Consumer<JournalRow> receiver) {
        long next = from;
        while (next <= head.sequence()) {
            List<JournalRow> page = rows(head.persistenceId(), next, PAGE);
            page.stream().filter(row -> row.sequence() <= head.sequence()).forEach(receiver);
            next = page.isEmpty() ? Long.MAX_VALUE : page.get(page.size() - 1).sequence() + 1;
        }
    }
}
