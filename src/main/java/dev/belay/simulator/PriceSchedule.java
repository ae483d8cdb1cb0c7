package dev.belay.simulator;

import akka.actor.typed.ActorRef;
import dev.belay.simulator.prices.PriceSource;
import java.util.OptionalLong;

/** Brings the prices of a source to the exchange when their time has come. */
final class PriceSchedule implements SimulatorClock.Schedule {

    private final PriceSource prices;
    private final ActorRef<SimulatorActor.Command> actor;

    PriceSchedule(PriceSource prices, ActorRef<SimulatorActor.Command> actor) {
        this.prices = prices;
        this.actor = actor;
    }

    @Override
    public OptionalLong nextAt() {
        return prices.nextAt();
    }

    /** The clock has begun the work; the actor ends it. */
    @Override
    public void fire(long at) {
        actor.tell(new SimulatorActor.Prices(prices.next()));
    }
}
