/** What can be made to go wrong at the simulated exchange, by name (binance-api §16.7). Plain Java. */
@NullMarked
package dev.belay.simulator.faults;

import org.jspecify.annotations.NullMarked;
