package dev.belay.simulator.faults;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The faults that are armed. Whoever could do wrong asks it at the moment of the act; what fires is told to the audit.
 * Owned by one thread; the same seed and the same questions fire the same faults.
 */
public final class FaultBoard {

    /**
     * An armed fault.
     *
     * @param id its number, counted from 1
     * @param fired how often it has fired
     */
    public record Armed(long id, FaultOrder order, long armedAt, int fired) {

        boolean isOver(long now) {
            return (order.count() > 0 && fired >= order.count())
                    || (order.durationMillis() > 0 && now - armedAt >= order.durationMillis());
        }

        boolean isAbout(Fault fault, String... targets) {
            if (order.fault() != fault) {
                return false;
            }
            boolean hit = order.target().isEmpty();
            for (String target : targets) {
                hit |= order.target().equalsIgnoreCase(target);
            }
            return hit;
        }
    }

    /** Hears each fault that fires, what it fired at, and when. */
    public interface Listener {
        void fired(Armed fault, String what, long at);
    }

    private final SplittableRandom random;
    private final Listener listener;
    private final List<Armed> armed = new ArrayList<>();
    private long lastId;

    /** The same seed and the same questions fire the same faults. */
    public FaultBoard(long seed, Listener listener) {
        this.random = new SplittableRandom(seed);
        this.listener = listener;
    }

    /** Nothing goes wrong until something is armed, and nobody hears of it. */
    public static FaultBoard quiet() {
        return new FaultBoard(0, (fault, what, at) -> {});
    }

    /** Arms a fault; returns its number. */
    public long arm(FaultOrder order, long now) {
        armed.add(new Armed(++lastId, order, now, 0));
        return lastId;
    }

    /** Disarms one fault; says whether it was armed. */
    public boolean disarm(long id) {
        return armed.removeIf(one -> one.id() == id);
    }

    /** What is armed under this number, even if it is over. */
    public Optional<Armed> find(long id) {
        return armed.stream().filter(one -> one.id() == id).findFirst();
    }

    public void disarmAll() {
        armed.clear();
    }

    /** What is armed now. */
    public List<Armed> armed(long now) {
        armed.removeIf(one -> one.isOver(now));
        return List.copyOf(armed);
    }

    /** Whether nothing at all is armed. */
    public boolean isQuiet() {
        return armed.isEmpty();
    }

    /** As {@link #fires}, but only what was armed for one of {@code targets} by name. */
    public Optional<FaultOrder> firesAt(Fault fault, long now, String... targets) {
        return fires(fault, true, now, targets);
    }

    /** The order of {@code fault} if it fires now for any of {@code targets}; firing uses it up. */
    public Optional<FaultOrder> fires(Fault fault, long now, String... targets) {
        return fires(fault, false, now, targets);
    }

    private Optional<FaultOrder> fires(Fault fault, boolean byName, long now, String... targets) {
        if (armed.isEmpty()) {
            return Optional.empty();
        }
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed one = each.next();
            if (one.isOver(now)) {
                each.remove();
            } else if (one.isAbout(fault, targets)
                    && !(byName && one.order().target().isEmpty())
                    && random.nextInt(1_000) < one.order().perMille()) {
                return Optional.of(fire(one, now, targets));
            }
        }
        return Optional.empty();
    }

    /** The order of {@code fault} if it is armed for any of {@code targets}; asking does not use it up. */
    public Optional<FaultOrder> holds(Fault fault, long now, String... targets) {
        for (Armed one : armed) {
            if (!one.isOver(now) && one.isAbout(fault, targets)) {
                return Optional.of(one.order());
            }
        }
        return Optional.empty();
    }

    private FaultOrder fire(Armed one, long now, String... targets) {
        Armed used = new Armed(one.id(), one.order(), one.armedAt(), one.fired() + 1);
        armed.set(armed.indexOf(one), used);
        listener.fired(used, String.join(" ", targets).strip(), now);
        return one.order();
    }
}
