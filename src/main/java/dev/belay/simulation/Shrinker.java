package dev.belay.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a failing day small: first the horizon, then the symbols, then whole classes of faults, and only then single
 * faults (reliability §4.8). A smaller day counts when it breaks the same promise.
 */
public final class Shrinker {

    private static final int RUNS_MOST = 400;

    private final Function<WorldPlan, DayReport> live;
    private final String broken;
    private DayReport best;
    private int runs;

    private Shrinker(DayReport failing, Function<WorldPlan, DayReport> live) {
        this.live = live;
        this.best = failing;
        this.broken = failing.violations().get(0).invariant();
    }

    /** The smallest day that was found to fail like {@code failing}. */
    public static DayReport shrink(DayReport failing, Function<WorldPlan, DayReport> live) {
        return new Shrinker(failing, live).shrunk();
    }

    private DayReport shrunk() {
        cutHorizon();
        for (int symbols = 1; symbols < best.plan().symbols(); symbols++) {
            if (fails(best.plan().trading(symbols))) {
                break;
            }
        }
        dropClasses();
        cutHorizon();
        spareStrikes();
        cutHorizon();
        return best;
    }

    private void cutHorizon() {
        if (best.millis() < best.plan().chaosMillis()) {
            fails(best.plan().lasting(best.millis()));
        }
    }

    private void dropClasses() {
        for (Mishap mishap : Mishap.values()) {
            if (best.plan().possible().contains(mishap)) {
                Set<Mishap> fewer = EnumSet.copyOf(best.plan().possible());
                fewer.remove(mishap);
                fails(best.plan().with(fewer));
            }
        }
    }

    /** Spares halves of what has struck, then quarters, and so on down to single faults. */
    private void spareStrikes() {
        int parts = 2;
        while (runs < RUNS_MOST) {
            List<Strike> strikes = best.strikes();
            if (strikes.size() < parts) {
                if (parts == 2 || strikes.isEmpty()) {
                    return;
                }
                parts = strikes.size();
            }
            if (sparesAPart(strikes, parts)) {
                parts = Math.max(2, parts - 1);
            } else if (parts >= strikes.size()) {
                return;
            } else {
                parts = Math.min(strikes.size(), parts * 2);
            }
        }
    }

    private boolean sparesAPart(List<Strike> strikes, int parts) {
        for (int part = 0; part < parts && runs < RUNS_MOST; part++) {
            int from = part * strikes.size() / parts;
            int to = (part + 1) * strikes.size() / parts;
            Set<Strike> spared = new HashSet<>(best.plan().spared());
            spared.addAll(new ArrayList<>(strikes.subList(from, to)));
            if (to > from && fails(best.plan().sparing(spared))) {
                return true;
            }
        }
        return false;
    }

    private boolean fails(WorldPlan plan) {
        if (runs >= RUNS_MOST) {
            return false;
        }
        runs++;
        DayReport report = live.apply(plan);
        boolean same =
                !report.isGood() && report.violations().get(0).invariant().equals(broken);
        if (same) {
            best = report;
        }
        return same;
    }
}
