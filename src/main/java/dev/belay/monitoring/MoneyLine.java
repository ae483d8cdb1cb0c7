package dev.belay.monitoring;

import dev.belay.position.LegEvent;

/** Something that moved money, once. {@code epoch} names the position of the leg, 0 while that is not known. */
public sealed interface MoneyLine {

    long epoch();

    /** A fill. */
    record Trade(LegEvent.Filled fill, long epoch) implements MoneyLine {}

    /** A payment of funding. */
    record Funding(LegEvent.FundingPaid paid, long epoch) implements MoneyLine {}
}
