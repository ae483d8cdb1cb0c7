package dev.belay.trailing;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Require;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a position is to be protected: a composition of rules that each propose a level. The tightest proposal wins, and no
 * later one takes it back. All distances are shares of a price, of the kind that the policy follows.
 *
 * @param name as the configuration calls it
 * @param price which price the working stop follows and is triggered by; the disaster stop goes by the mark price always
 * @param initialStop distance of the first working stop from the entry price
 * @param activation gain over the entry price from which the stop trails
 * @param callback distance of the trailing stop from the best price seen; 0 % does not trail by percent
 * @param minimumStep smallest improvement, as a share of the level, that is worth moving the stop for
 * @param minimumInterval shortest time between two moves
 * @param disaster distance of the disaster stop from the entry price; wider than the initial stop
 * @param hitGrace how long the exchange may take to fire a stop that the price has gone through
 * @param fixedStop given by an operator for one position, it stands for the initial stop; null without one
 * @param rules the other rules, at most one of a kind
 */
public record StopPolicy(
        String name,
        PriceKind price,
        Percent initialStop,
        Percent activation,
        Percent callback,
        Percent minimumStep,
        Duration minimumInterval,
        Percent disaster,
        Duration hitGrace,
        @Nullable Price fixedStop,
        List<StopRule> rules) {

    /** The name of the policy that applies where no template says otherwise. */
    public static final String DEFAULT_NAME = "default";

    static final Percent ALL = Percent.of("100");

    /** 2 % at first; from 1.5 % gain on it trails by 0.5 % (incidents.md #1); 5 % for the disaster stop. */
    public static final StopPolicy DEFAULT = new StopPolicy(
            Percent.of("2"),
            Percent.of("1.5"),
            Percent.of("0.5"),
            Percent.of("0.1"),
            Duration.ofSeconds(2),
            Percent.of("5"),
            Duration.ofSeconds(3));

    /** A policy of an initial stop and trailing by percent alone, by the mark price. */
    public StopPolicy(
            Percent initialStop,
            Percent activation,
            Percent callback,
            Percent minimumStep,
            Duration minimumInterval,
            Percent disaster,
            Duration hitGrace) {
        this(
                DEFAULT_NAME,
                PriceKind.MARK,
                initialStop,
                activation,
                callback,
                minimumStep,
                minimumInterval,
                disaster,
                hitGrace,
                null,
                List.of());
    }

    public StopPolicy {
        rules = List.copyOf(rules);
        Require.argument(
                !initialStop.isZero() && initialStop.compareTo(ALL) < 0,
                "initial-stop must be above 0 %% and below 100 %%, was %s",
                initialStop);
        Require.argument(callback.compareTo(ALL) < 0, "callback must be below 100 %%, was %s", callback);
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
        long kinds = rules.stream().map(Object::getClass).distinct().count();
        Require.argument(kinds == rules.size(), "at most one rule of a kind: %s", rules);
    }

    /** The rule of a kind, if the policy has it. */
    public <R extends StopRule> Optional<R> find(Class<R> kind) {
        for (StopRule rule : rules) {
            if (kind.isInstance(rule)) {
                return Optional.of(kind.cast(rule));
            }
        }
        return Optional.empty();
    }

    /** This policy with another name and other rules beside the initial stop and the trailing by percent. */
    public StopPolicy with(String newName, List<StopRule> newRules) {
        return new StopPolicy(
                newName,
                price,
                initialStop,
                activation,
                callback,
                minimumStep,
                minimumInterval,
                disaster,
                hitGrace,
                fixedStop,
                newRules);
    }

    /** This policy with its initial stop at a price. */
    public StopPolicy fixedAt(Price stop) {
        return with(price, stop);
    }

    /** This policy following another kind of price. */
    public StopPolicy following(PriceKind other) {
        return with(other, fixedStop);
    }

    private StopPolicy with(PriceKind newPrice, @Nullable Price newFixedStop) {
        return new StopPolicy(
                name,
                newPrice,
                initialStop,
                activation,
                callback,
                minimumStep,
                minimumInterval,
                disaster,
                hitGrace,
                newFixedStop,
                rules);
    }

    /** Whether there is anything that the activation switches on. */
    public boolean isTrailing() {
        return !callback.isZero()
                || find(StopRule.TrailByTicks.class).isPresent()
                || find(StopRule.TrailByRange.class).isPresent();
    }

    /** The level of the first working stop of a position entered at {@code entry}, before rounding, in units. */
    long initialLevel(Direction direction, Price entry) {
        return fixedStop == null ? direction.worseBy(entry.units(), initialStop) : fixedStop.units();
    }

    /** The price from which the stop trails, in units. */
    long activationPrice(Direction direction, Price entry) {
        return direction.betterBy(entry.units(), activation);
    }

    /** The level of the disaster stop, before rounding, in units. */
    public long disasterLevel(Direction direction, Price entry) {
        return direction.worseBy(entry.units(), disaster);
    }
}
