package dev.belay.monitoring.tables;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;

/** An event and its number in the journal of its leg. */
record Recorded(LegId leg, long sequence, LegEvent event) {}
