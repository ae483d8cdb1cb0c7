@NullMarked
package dev.belay.simulator;

import org.jspecify.annotations.NullMarked;
