/** Clients of Binance that we did not write, used against the simulator unchanged: what they cannot do is our mistake. */
@org.jspecify.annotations.NullMarked
package dev.belay.oracles;
