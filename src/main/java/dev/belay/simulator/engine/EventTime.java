package dev.belay.simulator.engine;

/**
 * When something happened and when it was told.
 *
 * @param transaction field {@code T}: the engine's time, the same for everything that one cause brings about
 * @param event field {@code E}: strictly rising over all events
 */
public record EventTime(long transaction, long event) {}
