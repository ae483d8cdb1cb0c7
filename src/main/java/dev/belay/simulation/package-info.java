/**
 * Belay, its exchange, its journal and everything that can go wrong, in one thread of virtual time (reliability §4).
 *
 * <p>{@link dev.belay.simulation.World} is one day of a {@link dev.belay.simulation.WorldPlan}: the simulator's engine
 * behind a {@link dev.belay.simulation.Network}, a {@link dev.belay.simulation.Person} who trades by hand, and processes
 * of Belay ({@link dev.belay.simulation.SimulatedNode}) that run the real rules, gateway, account watch and codecs and can
 * be killed at any moment. Chance is {@link dev.belay.simulation.Dice}, time is {@link dev.belay.simulation.Agenda}, and
 * the judge sees the exchange only.
 */
@NullMarked
package dev.belay.simulation;

import org.jspecify.annotations.NullMarked;
