package dev.belay.position.lookup;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import dev.belay.position.HeldPosition;
import dev.belay.position.Legs;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Whom a lookup can ask.
 *
 * @param nanos a monotonic clock, for durations
 */
public record LookupWorld(
        Legs legs,
        ActorRef<ExchangeGatewayActor.Command> gateway,
        JournaledPositions journal,
        ExchangeClock clock,
        LongSupplier nanos) {

    /** The port to the journal; fails when it cannot be read, is empty when the leg has no journal. */
    @FunctionalInterface
    public interface JournaledPositions {
        CompletionStage<Optional<HeldPosition>> of(LegId leg);
    }
}
