/**
 * The simulator's control API: what an operator of a test does to the exchange from outside, over HTTP with JSON. {@link
 * dev.belay.simulator.control.ControlServer} binds it; the verbs are tables in the classes named after their subject.
 */
@NullMarked
package dev.belay.simulator.control;

import org.jspecify.annotations.NullMarked;
