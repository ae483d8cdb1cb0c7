package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;

/** Position side and reduceOnly against the mode of the account (binance-api §13). */
final class ModeChecks {

    private ModeChecks() {}

    static void check(boolean hedge, PositionSide side, boolean reduceOnly) {
        Refusal.POSITION_SIDE_MISMATCH.when(hedge == (side == PositionSide.BOTH));
        Refusal.NOT_REQUIRED.when(hedge && reduceOnly, "reduceonly");
    }
}
