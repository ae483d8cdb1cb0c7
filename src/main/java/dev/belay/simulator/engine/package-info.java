/**
 * The exchange without a wire: {@link dev.belay.simulator.engine.SimulatedExchange} takes orders and prices with their
 * times and tells {@link dev.belay.simulator.engine.ExchangeEvent}s. Plain Java, one thread, deterministic.
 */
@NullMarked
package dev.belay.simulator.engine;

import org.jspecify.annotations.NullMarked;
