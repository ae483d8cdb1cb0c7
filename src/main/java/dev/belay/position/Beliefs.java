package dev.belay.position;

import dev.belay.money.Quantity;
import dev.belay.position.Why.Belief;
import dev.belay.position.Why.Numbered;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a leg believes and wants, each with the event of its journal that says so. */
final class Beliefs {

    private final Leg leg;
    private final LegMemory memory;
    private final List<Numbered> events;

    Beliefs(Leg leg, LegMemory memory, List<Numbered> events) {
        this.leg = leg;
        this.memory = memory;
        this.events = events;
    }

    List<Belief> believed() {
        List<Belief> beliefs = new ArrayList<>();
        beliefs.add(position());
        leg.stops().inOrder().map(this::stop).forEach(beliefs::add);
        leg.orders().values().stream().map(this::order).forEach(beliefs::add);
        return beliefs;
    }

    List<Belief> wanted() {
        List<Belief> beliefs = new ArrayList<>();
        if (leg.closing() != null) {
            beliefs.add(decided("the position is to be closed at market", LegEvent.CloseDecided.class::isInstance));
        }
        Exposure exposure = leg.exposure();
        if (exposure != null) {
            beliefs.add(decided(
                    "a working stop that closes %s at %s"
                            .formatted(exposure.quantity(), exposure.trail().level()),
                    event -> exposure.trail().level().equals(levelOf(event))));
            beliefs.add(decided(
                    "a disaster stop, which closes whatever is open",
                    event -> event instanceof LegEvent.StopIntended e
                            && e.slot() == StopOrder.Slot.DISASTER
                            && e.epoch() == leg.epoch()));
        }
        if (leg.entry() != null) {
            beliefs.add(decided("a position is to be opened", LegEvent.EntryDecided.class::isInstance));
        }
        return beliefs;
    }

    private Belief position() {
        Exposure exposure = leg.exposure();
        String what = exposure == null
                ? "no position is open"
                : "%s %s at %s is open (position %d of this leg)"
                        .formatted(exposure.direction(), exposure.quantity(), exposure.entryPrice(), leg.epoch());
        Optional<Numbered> last = last(event -> event instanceof LegEvent.PositionOpened
                || event instanceof LegEvent.PositionResized
                || event instanceof LegEvent.PositionClosed);
        return proven(what, last, memory.provenAt());
    }

    private Belief stop(StopOrder stop) {
        String what = "%s %s: %s %s at %s is %s"
                .formatted(
                        stop.isWorking() ? "working stop" : "disaster stop",
                        stop.id(),
                        stop.side(),
                        stop.quantity().equals(Quantity.ZERO) ? "all" : stop.quantity(),
                        stop.trigger(),
                        stop.status());
        long current = leg.exposure() == null ? leg.nextEpoch() : leg.epoch();
        String orphan = stop.epoch() == current ? "" : ", an orphan of an earlier position";
        Optional<Numbered> last = last(event -> stop.id().equals(stopOf(event)));
        return proven(what + orphan, last, memory.trace(stop.id()).seenAt);
    }

    private Belief order(MarketOrder order) {
        String what = "%s order %s: %s %s at market, outcome unknown"
                .formatted(order.purpose(), order.id(), order.side(), order.quantity());
        return decided(what, event -> event instanceof LegEvent.OrderIntended e && e.id().equals(order.id()));
    }

    private Belief decided(String what, Predicate<LegEvent> by) {
        return proven(what, last(by), 0);
    }

    private static Belief proven(String what, Optional<Numbered> by, long seenAt) {
        Proof proof = by.map(numbered -> proofOf(numbered.event())).orElse(null);
        return new Belief(
                what,
                by.map(Numbered::sequence).orElse(0L),
                by.map(numbered -> LegText.of(numbered.event())).orElse(""),
                proof == null ? "" : proof.kind().name(),
                proof == null ? 0 : proof.at(),
                seenAt);
    }

    private Optional<Numbered> last(Predicate<LegEvent> by) {
        return events.stream().filter(numbered -> by.test(numbered.event())).reduce((earlier, later) -> later);
    }

    private static @Nullable Object levelOf(LegEvent event) {
        if (event instanceof LegEvent.PositionOpened e) {
            return e.trail().level();
        }
        if (event instanceof LegEvent.PositionResized e) {
            return e.trail().level();
        }
        if (event instanceof LegEvent.TrailingActivated e) {
            return e.trail().level();
        }
        return event instanceof LegEvent.LevelMoved e ? e.trail().level() : null;
    }

    /** The stop whose state {@code event} is about. */
    private static String stopOf(LegEvent event) {
        if (event instanceof LegEvent.StopIntended e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopIntendedAgain e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopConfirmed e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopDoubted e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopTriggered e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopAdopted e) {
            return e.id();
        }
        if (event instanceof LegEvent.StopCarriedOver e) {
            return e.id();
        }
        return event instanceof LegEvent.CancelIntended e ? e.id() : "";
    }

    private static @Nullable Proof proofOf(LegEvent event) {
        if (event instanceof LegEvent.PositionOpened e) {
            return e.proof();
        }
        if (event instanceof LegEvent.PositionResized e) {
            return e.proof();
        }
        if (event instanceof LegEvent.PositionClosed e) {
            return e.proof();
        }
        if (event instanceof LegEvent.StopConfirmed e) {
            return e.proof();
        }
        if (event instanceof LegEvent.StopTriggered e) {
            return e.proof();
        }
        return event instanceof LegEvent.StopAdopted e ? e.proof() : null;
    }
}
