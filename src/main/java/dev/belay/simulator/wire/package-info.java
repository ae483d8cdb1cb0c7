/**
 * Binance's wire as text: {@link dev.belay.simulator.wire.RestApi} turns a call into a reply,
 * {@link dev.belay.simulator.wire.StreamHub} turns events and prices into frames. No sockets here.
 */
@NullMarked
package dev.belay.simulator.wire;

import org.jspecify.annotations.NullMarked;
