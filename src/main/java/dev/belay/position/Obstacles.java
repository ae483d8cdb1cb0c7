package dev.belay.position;

import dev.belay.protection.CancelGate;
import dev.belay.protection.StopBook;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import java.util.ArrayList;
import java.util.List;

/** What is not proven and is being asked for, and what the next step of a leg waits for, in plain words. */
final class Obstacles {

    private final LegTerms terms;
    private final CancelSteps cancels;

    Obstacles(LegTerms terms, CancelSteps cancels) {
        this.terms = terms;
        this.cancels = cancels;
    }

    /** What is not proven, and how it is being asked for. */
    List<String> unproven(Leg leg, LegMemory memory, long now) {
        List<String> lines = new ArrayList<>();
        position(leg, memory, now, lines);
        leg.stops().inOrder().forEach(stop -> stop(stop, memory, now, lines));
        leg.orders().keySet().forEach(id -> lines.add("order %s: %s".formatted(id, asking(memory.trace(id), now))));
        if (memory.suspectLevel != null) {
            lines.add("whether the price is through %s, as the exchange says (-2021): the mark price is being read"
                    .formatted(memory.suspectLevel));
        }
        if (memory.trades.isOpen(leg)) {
            lines.add("whether all fills are counted: the exchange's list of fills is being read");
        }
        return lines;
    }

    private static void position(Leg leg, LegMemory memory, long now, List<String> lines) {
        if (memory.provenAt() == 0) {
            lines.add("the position: it is what the journal says; the exchange has not spoken of it since the start");
        }
        if (memory.isPositionDoubted()) {
            lines.add("the position: for %s it may have changed unheard; %s"
                    .formatted(age(memory.doubtedAt, now), reading(memory.positions, "positions", now)));
        }
        if (!memory.absences.isEmpty() && leg.exposure() != null) {
            lines.add("the position: %d lists in a row did not have it, which alone proves nothing; %s"
                    .formatted(memory.absences.size(), reading(memory.positions, "positions", now)));
        }
    }

    private static void stop(StopOrder stop, LegMemory memory, long now, List<String> lines) {
        LegMemory.Trace trace = memory.trace(stop.id());
        if (stop.status() != Status.LIVE) {
            String what = switch (stop.status()) {
                case INTENDED -> "whether it rests";
                case CANCELLING -> "whether it is gone";
                default -> "what it sold or bought";
            };
            lines.add("stop %s: %s; %s".formatted(stop.id(), what, asking(trace, now)));
        } else if (trace.doubtedAt > 0) {
            lines.add("stop %s: for %s it was not found (%d times by id, on %d lists), which proves nothing; %s"
                    .formatted(
                            stop.id(),
                            age(trace.doubtedAt, now),
                            trace.notFound,
                            trace.absentFromLists,
                            asking(trace, now)));
        }
    }

    private static String asking(LegMemory.Trace trace, long now) {
        if (trace.inFlight) {
            return "a call about it is out for %s".formatted(age(trace.triedAt, now));
        }
        return trace.triedAt == 0
                ? "it is asked for next"
                : "the last call about it was %s ago".formatted(age(trace.triedAt, now));
    }

    private static String reading(LegMemory.Read read, String what, long now) {
        return read.inFlight
                ? "a list of %s has been asked for %s ago".formatted(what, age(read.askedAt, now))
                : "a list of %s is asked for next".formatted(what);
    }

    /** What the next step waits for; empty when there is none to take. */
    List<String> blocked(Leg leg, LegMemory memory, long now) {
        List<String> lines = new ArrayList<>();
        Exposure exposure = leg.exposure();
        if (exposure != null && leg.closing() == null) {
            disaster(leg, memory, now, lines);
            working(leg, memory, exposure, now, lines);
        } else if (exposure != null) {
            closing(leg, memory, now, lines);
        }
        leg.stops()
                .inOrder()
                .filter(stop -> cancels.isSurplus(leg, stop))
                .forEach(stop -> lines.add(
                        "the cancel of %s: %s".formatted(stop.id(), cancels.obstacle(leg, memory, stop, now))));
        return lines;
    }

    private static void disaster(Leg leg, LegMemory memory, long now, List<String> lines) {
        if (leg.stops().of(Slot.DISASTER, leg.epoch()).findAny().isEmpty()) {
            lines.add("the disaster stop: " + placing(memory, Slot.DISASTER, now));
        }
    }

    private void working(Leg leg, LegMemory memory, Exposure exposure, long now, List<String> lines) {
        WorkingStops stops = WorkingStops.of(leg, terms.rules().maxMarketQuantity());
        if (stops.missing().isEmpty()) {
            return;
        }
        if (memory.noRoomSince > 0) {
            lines.add("the working stop at %s: for %s %s"
                    .formatted(exposure.trail().level(), age(memory.noRoomSince, now), NoRoom.text()));
            return;
        }
        boolean full = leg.stops().of(Slot.WORKING, leg.epoch()).count() >= StopBook.MOST - 1;
        String waits = Moves.isMove(leg, exposure)
                ? "a looser one is proven, so that it waits for the turn that the order limits give it"
                : placing(memory, Slot.WORKING, now);
        lines.add("the working stop at %s: %s"
                .formatted(
                        exposure.trail().level(),
                        full ? "as many stops as may be rest already; one has to go first" : waits));
    }

    private static String placing(LegMemory memory, Slot slot, long now) {
        LegMemory.Refusals refusals = memory.refusals(slot);
        if (now < refusals.notBefore) {
            return "the exchange refused it %d times; it is tried again in %s"
                    .formatted(refusals.count, age(now, refusals.notBefore));
        }
        if (memory.isPositionDoubted()) {
            return "whether the position is still there has to be known first";
        }
        return slot == Slot.DISASTER && memory.seeksDisaster
                ? "another stop that closes the position is in its way and is being looked for"
                : "it is placed next";
    }

    private static void closing(Leg leg, LegMemory memory, long now, List<String> lines) {
        if (!leg.orders().isEmpty()) {
            lines.add("the close: what became of its order has to be known first");
        } else if (memory.isPositionDoubted()) {
            lines.add("the close: the position has to be read first");
        } else if (now < memory.exitNotBefore) {
            lines.add(
                    "the close: the last order came to nothing; the next follows in " + age(now, memory.exitNotBefore));
        } else {
            lines.add("the close: its order is sent next");
        }
    }

    /** From {@code then} to {@code now}, in words. */
    static String age(long then, long now) {
        long millis = Math.max(0, now - then);
        if (millis < CancelGate.FRESH_MILLIS) {
            return "%d.%d s".formatted(millis / 1_000, millis % 1_000 / 100);
        }
        long seconds = millis / 1_000;
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
