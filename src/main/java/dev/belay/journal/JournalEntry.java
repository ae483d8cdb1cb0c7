package dev.belay.journal;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;

/**
 * One row of the journal as people read it.
 *
 * @param sequence counts the events of a leg from 1
 * @param name the stable name of the event's kind
 * @param json the event as it is stored
 */
public record JournalEntry(LegId leg, long sequence, String name, LegEvent event, String json) {}
