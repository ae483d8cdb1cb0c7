package dev.belay.simulator.wire;

import java.util.List;

/**
 * Something happened to a WebSocket.
 *
 * @param at exchange time, epoch milliseconds
 * @param socket its number, counted from 1
 * @param what opened, subscribed, cut or closed
 * @param kind public, market, private or unrouted
 * @param streams what it listens to; listen keys are not told
 * @param code with which it was cut, else 0
 */
public record SocketChange(long at, long socket, String what, String kind, List<String> streams, int code) {
    public SocketChange {
        streams = List.copyOf(streams);
    }
}
