@NullMarked
package dev.belay.simulator.engine;

import org.jspecify.annotations.NullMarked;
