/**
 * The tables for people, computed from the journal and from nothing else: positions, their trailing stops, every event in
 * words, fills, funding, and what it all adds up to per leg and account. Plain Java; {@link
 * dev.belay.monitoring.LegSheet} is the sheet of one leg, which each event brings one line further. How it gets into the
 * database is {@code dev.belay.monitoring.tables}'s.
 */
@NullMarked
package dev.belay.monitoring;

import org.jspecify.annotations.NullMarked;
