/**
 * An exchange of USDⓈ-M futures in a box: paper mode and the wire tests talk to it exactly as to Binance.
 *
 * <p>{@link dev.belay.simulator.engine} is the exchange itself, deterministic and without any wire;
 * {@link dev.belay.simulator.prices} makes its prices; {@link dev.belay.simulator.wire} speaks Binance's REST and
 * streams as plain text in, plain text out. Here they are put on sockets and on a clock:
 * {@link dev.belay.simulator.Simulator} starts everything, {@link dev.belay.simulator.SimulatorActor} owns the engine,
 * so that every change happens on one thread, and {@link dev.belay.simulator.SimulatorClock} moves time.
 */
@NullMarked
package dev.belay.simulator;

import org.jspecify.annotations.NullMarked;
