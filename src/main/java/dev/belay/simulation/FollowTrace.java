package dev.belay.simulation;

import dev.belay.market.MarketPrice;
import dev.belay.position.Exposure;
import dev.belay.position.LegTerms;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the price was followed for one position, from the trail of {@code exposure} on: what was heard, and what the leg was
 * told of it. The actor that follows the price must tell it the same.
 *
 * @param since when it began, exchange time in epoch milliseconds
 * @param silenceMax time without a price after which a follower is blind, and at which it listens for silence
 */
public record FollowTrace(LegTerms terms, Exposure exposure, long since, Duration silenceMax, List<Heard> heard) {

    public FollowTrace {
        heard = List.copyOf(heard);
    }

    /**
     * One price, or one time that it was checked whether there is none.
     *
     * @param at when, exchange time in epoch milliseconds
     * @param mark empty when it was checked for silence
     */
    public record Heard(long at, Optional<MarketPrice> mark, List<TrailingStopActor.Report> reports) {

        public Heard {
            reports = List.copyOf(reports);
        }
    }
}
