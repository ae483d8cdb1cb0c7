package dev.belay.simulator.engine;

import dev.belay.money.Symbol;

/** An order that is kept and found by its number or by its client id. */
interface Stored {
    long id();

    String clientId();

    Symbol symbol();

    boolean open();

    long updatedAt();

    /** Whether anything of it was filled; what was not is forgotten sooner (binance-api §7). */
    boolean filled();
}
