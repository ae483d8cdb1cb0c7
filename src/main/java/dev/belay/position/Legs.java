package dev.belay.position;

import dev.belay.money.LegId;

/** Reaches the actor of a leg, wherever it lives; it is created when it does not exist yet. */
@FunctionalInterface
public interface Legs {

    void tell(LegId leg, PositionActor.Command command);
}
