package dev.belay.simulator.wire;

import dev.belay.simulator.engine.SimulatedExchange;

/**
 * An account of the simulated exchange.
 *
 * @param name what the audit calls it; never its key
 * @param exchange the exchange as this account sees it
 */
public record SimulatedAccount(
        String name, Credentials credentials, SimulatedExchange exchange, ListenKeys listenKeys) {}
