/**
 * How large a position is, for whoever asks: the leg's own word first, then the exchange, then the journal, and nothing
 * rather than a guess (incidents.md #2 and #3). Legs themselves never ask: their own state is the answer.
 */
@NullMarked
package dev.belay.position.lookup;

import org.jspecify.annotations.NullMarked;
