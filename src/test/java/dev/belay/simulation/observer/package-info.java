@NullMarked
package dev.belay.simulation.observer;

import org.jspecify.annotations.NullMarked;
