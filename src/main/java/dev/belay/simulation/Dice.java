package dev.belay.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Chance, as a function of seed, kind of decision and its number (reliability §4.3): taking one fault away does not move
 * the others, and a new kind of decision does not change what old seeds do.
 */
@SuppressWarnings("EnumOrdinal") // counts of one run, kept by nobody
final class Dice {

    private static final int WHOLE = 10_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final Set<Mishap> possible;
    private final Set<Strike> spared;
    private final int[] chances = new int[Mishap.values().length];
    private final int[] draws = new int[Draw.values().length];
    private final int[] details = new int[Mishap.values().length];
    private final Map<Mishap, Integer> struck = new EnumMap<>(Mishap.class);
    private Consumer<Strike> listener = strike -> {};
    private final Map<Mishap, Integer> forced = new EnumMap<>(Mishap.class);
    private boolean healed;

    /**
     * @param possible the classes that may strike
     * @param spared single strikes that are left out all the same
     */
    Dice(long seed, Set<Mishap> possible, Set<Strike> spared) {
        this.seed = seed;
        this.possible = possible.isEmpty() ? EnumSet.noneOf(Mishap.class) : EnumSet.copyOf(possible);
        this.spared = Set.copyOf(spared);
    }

    /** Tells {@code wanted} of every strike. */
    void listen(Consumer<Strike> wanted) {
        listener = wanted;
    }

    /** A chance of {@code mishap}: whether it strikes now. */
    boolean strikes(Mishap mishap) {
        int number = chances[mishap.ordinal()]++;
        boolean strikes = isForced(mishap) || byChance(mishap, number);
        if (!strikes) {
            return false;
        }
        struck.merge(mishap, 1, Integer::sum);
        listener.accept(new Strike(mishap, number));
        return true;
    }

    /** Whether the day begins as {@code mishap} would leave it: half of the days on which it may strike. */
    boolean begins(Mishap mishap) {
        return possible.contains(mishap) && (mixed(mishap.name().hashCode(), -1) & 1) == 0;
    }

    private boolean byChance(Mishap mishap, int number) {
        return !healed
                && possible.contains(mishap)
                && Long.remainderUnsigned(mixed(mishap.name().hashCode(), number), WHOLE) < mishap.perTenThousand()
                && !spared.contains(new Strike(mishap, number));
    }

    /** Lets {@code mishap} strike at its next {@code times} chances, whatever chance says. */
    void force(Mishap mishap, int times) {
        forced.put(mishap, times);
    }

    private boolean isForced(Mishap mishap) {
        int left = forced.getOrDefault(mishap, 0);
        if (left > 0) {
            forced.put(mishap, left - 1);
        }
        return left > 0;
    }

    /** A whole number from 0 to below {@code bound}. */
    int draw(Draw draw, int bound) {
        int number = draws[draw.ordinal()]++;
        return (int) Long.remainderUnsigned(mixed(~draw.name().hashCode(), number), bound);
    }

    /** How {@code mishap} goes: a whole number from 0 to below {@code bound}; each class has dice of its own. */
    int detail(Mishap mishap, int bound) {
        int number = details[mishap.ordinal()]++;
        return (int) Long.remainderUnsigned(mixed(~mishap.name().hashCode(), number), bound);
    }

    /** From now on nothing goes wrong. */
    void heal() {
        forced.clear();
        healed = true;
    }

    boolean isHealed() {
        return healed;
    }

    /** How often each class has struck. */
    Map<Mishap, Integer> struck() {
        return new EnumMap<>(struck);
    }

    /** A source of chance for those who draw by themselves. */
    RandomGenerator source(Draw draw) {
        return () -> mixed(~draw.name().hashCode(), draws[draw.ordinal()]++);
    }

    private long mixed(int what, int number) {
        return mixed(mixed(seed * GOLDEN + what) + GOLDEN * number);
    }

    /** The finalizer of SplitMix64. */
    static long mixed(long value) {
        long once = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }
}
