package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;

/**
 * An event that a journal has committed, whether or not its writer was told.
 *
 * @param sequence its number in the leg's journal, counted from 1
 * @param writer the incarnation that wrote it: another name after each restart
 * @param at when it was committed, on the exchange's clock
 */
public record Commit(LegId leg, long sequence, LegEvent event, String writer, long at) {}
