@NullMarked
package dev.belay.simulator.prices;

import org.jspecify.annotations.NullMarked;
