package dev.belay.trailing;

import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Require;
import java.time.Duration;

/**
 * How a position is to be protected. All distances are shares of a price, measured in mark prices.
 *
 * @param initialStop distance of the first working stop from the entry price
 * @param activation gain over the entry price from which the stop trails
 * @param callback distance of the trailing stop from the best price seen
 * @param minimumStep smallest improvement, as a share of the level, that is worth moving the stop for
 * @param minimumInterval shortest time between two moves
 * @param disaster distance of the disaster stop from the entry price; wider than the initial stop
 * @param hitGrace how long the exchange may take to fire a stop that the price has gone through
 */
public record StopPolicy(
        Percent initialStop,
        Percent activation,
        Percent callback,
        Percent minimumStep,
        Duration minimumInterval,
        Percent disaster,
        Duration hitGrace) {

    private static final Percent ALL = Percent.of("100");

    /** 2 % at first; from 1.5 % gain on it trails by 0.5 % (incidents.md #1); 5 % for the disaster stop. */
    public static final StopPolicy DEFAULT = new StopPolicy(
            Percent.of("2"),
            Percent.of("1.5"),
            Percent.of("0.5"),
            Percent.of("0.1"),
            Duration.ofSeconds(2),
            Percent.of("5"),
            Duration.ofSeconds(3));

    public StopPolicy {
        Require.argument(
                !initialStop.isZero() && initialStop.compareTo(ALL) < 0,
                "initial-stop must be above 0 %% and below 100 %%, was %s",
                initialStop);
        Require.argument(
                !callback.isZero() && callback.compareTo(ALL) < 0,
                "callback must be above 0 %% and below 100 %%, was %s",
                callback);
        Require.argument(activation.compareTo(ALL) < 0, "activation must be below 100 %%, was %s", activation);
        Require.argument(minimumStep.compareTo(ALL) < 0, "minimum-step must be below 100 %%, was %s", minimumStep);
        Require.argument(
                !minimumInterval.isNegative(), "minimum-interval must not be negative, was %s", minimumInterval);
        Require.argument(
                disaster.compareTo(initialStop) > 0 && disaster.compareTo(ALL) < 0,
                "disaster must be wider than initial-stop (%s) and below 100 %%, was %s",
                initialStop,
                disaster);
        Require.argument(!hitGrace.isNegative(), "hit-grace must not be negative, was %s", hitGrace);
    }

    /** The level of the first working stop of a position entered at {@code entry}, before rounding, in units. */
    long initialLevel(Direction direction, Price entry) {
        return direction.worseBy(entry.units(), initialStop);
    }

    /** The price from which the stop trails, in units. */
    long activationPrice(Direction direction, Price entry) {
        return direction.betterBy(entry.units(), activation);
    }

    /** The level that follows from the best price seen, before rounding, in units. */
    long trailingLevel(Direction direction, long peak) {
        return direction.worseBy(peak, callback);
    }

    /** The level of the disaster stop, before rounding, in units. */
    public long disasterLevel(Direction direction, Price entry) {
        return direction.worseBy(entry.units(), disaster);
    }
}
