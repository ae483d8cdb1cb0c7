/** Where the simulator's prices come from: generated, recorded or scripted; all plain Java and deterministic. */
@NullMarked
package dev.belay.simulator.prices;

import org.jspecify.annotations.NullMarked;
