package dev.belay.simulation;

import dev.belay.market.PriceKind;
import dev.belay.simulator.WellKnownSymbols;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a simulated day is made of. The same plan is the same day, to the last event, on any machine.
 *
 * @param symbols how many symbols are traded, 1 to 16
 * @param chaosMillis how long things go wrong
 * @param possible the classes of faults that may strike
 * @param spared single faults that are left out
 */
public record WorldPlan(long seed, int symbols, long chaosMillis, Set<Mishap> possible, Set<Strike> spared) {

    /** How long a day goes on after everything was mended, before it is checked for having come to order. */
    static final long HEALING_MILLIS = 90_000;

    /** How long prices and positions then stand still. */
    static final long QUIET_MILLIS = 60_000;

    private static final int MOST_SYMBOLS = 4;
    private static final int QUIET_EVERY = 10;
    private static final int LAST_EVERY = 3;
    private static final long FOLLOWED = 0x1a57;
    private static final long CHAOS_MILLIS = 20 * 60_000;
    private static final long CHAOS_LONGEST = 7L * 24 * 3_600_000;

    public WorldPlan {
        if (symbols < 1 || symbols > WellKnownSymbols.all().size()) {
            throw new IllegalArgumentException("%d symbols cannot be traded; expected 1 to %d"
                    .formatted(symbols, WellKnownSymbols.all().size()));
        }
        if (chaosMillis < 1 || chaosMillis > CHAOS_LONGEST) {
            throw new IllegalArgumentException(
                    "chaos of %d ms makes no sense; expected 1 ms to 7 days".formatted(chaosMillis));
        }
        possible = Set.copyOf(possible);
        spared = Set.copyOf(spared);
    }

    /**
     * The usual day of a seed: up to four symbols, twenty minutes, a random half of the classes (reliability §4.3). Every
     * tenth is quiet: only a person trades.
     */
    public static WorldPlan of(long seed) {
        Set<Mishap> possible = EnumSet.noneOf(Mishap.class);
        for (Mishap mishap : Mishap.values()) {
            boolean person = mishap.occasion() == Mishap.Occasion.PERSON;
            boolean drawn = (Dice.mixed(Dice.mixed(seed) + mishap.name().hashCode()) & 1) == 0;
            if (mishap == Mishap.OPENED_BY_HAND || (drawn && (person || seed % QUIET_EVERY != 0))) {
                possible.add(mishap);
            }
        }
        if (possible.contains(Mishap.SECOND_NODE)) {
            // Two processes do not tell each other that the exchange wants to hear nothing: that is the cluster's work.
            possible.removeAll(Set.of(Mishap.BANNED, Mishap.TOO_MANY_REQUESTS, Mishap.FORBIDDEN));
        }
        int symbols = 1 + (int) Long.remainderUnsigned(Dice.mixed(~seed), MOST_SYMBOLS);
        return new WorldPlan(seed, symbols, CHAOS_MILLIS, possible, Set.of());
    }

    /** Of a third of all symbols of all seeds, which do not coincide with any class of faults, the last price is followed. */
    PriceKind follows(int symbol) {
        boolean last = Long.remainderUnsigned(Dice.mixed(Dice.mixed(seed) + FOLLOWED + symbol), LAST_EVERY) == 0;
        return last ? PriceKind.LAST : PriceKind.MARK;
    }

    /** Whether only a person trades and nothing goes wrong. */
    public boolean isQuiet() {
        return possible.stream().allMatch(mishap -> mishap.occasion() == Mishap.Occasion.PERSON);
    }

    public WorldPlan lasting(long millis) {
        return new WorldPlan(seed, symbols, millis, possible, spared);
    }

    public WorldPlan with(Set<Mishap> classes) {
        return new WorldPlan(seed, symbols, chaosMillis, classes, spared);
    }

    public WorldPlan trading(int many) {
        return new WorldPlan(seed, many, chaosMillis, possible, spared);
    }

    public WorldPlan sparing(Set<Strike> some) {
        return new WorldPlan(seed, symbols, chaosMillis, possible, some);
    }
}
