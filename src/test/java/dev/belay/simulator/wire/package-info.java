@NullMarked
package dev.belay.simulator.wire;

import org.jspecify.annotations.NullMarked;
