package dev.belay.position;

import dev.belay.money.Quantity;
import dev.belay.position.Why.Belief;
import dev.belay.position.Why.Numbered;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
                    "a working stop that closes %s at %s by the %s price"
                            .formatted(
                                    exposure.quantity(),
                                    exposure.trail().level(),
                                    exposure.policy().price()),
                    event -> event instanceof LegEvent.Trailed e
                            && e.trail().level().equals(exposure.trail().level())));
            beliefs.add(decided(
                    "a disaster stop, which closes whatever is open, by the mark price",
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
        String what = "%s %s: %s %s at %s%s is %s"
                .formatted(
                        stop.isWorking() ? "working stop" : "disaster stop",
                        stop.id(),
                        stop.side(),
                        stop.quantity().equals(Quantity.ZERO) ? "all" : stop.quantity(),
                        stop.trigger(),
                        LegText.by(stop.triggeredBy()),
                        stop.status());
        long current = leg.exposure() == null ? leg.nextEpoch() : leg.epoch();
        String orphan = stop.epoch() == current ? "" : ", an orphan of an earlier position";
        Optional<Numbered> last = last(event -> event instanceof LegEvent.OfStop e && e.id().equals(stop.id()));
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
        Optional<Proof> proof = by.filter(numbered -> numbered.event() instanceof LegEvent.Proven)
                .map(numbered -> ((LegEvent.Proven) numbered.event()).proof());
        return new Belief(
                what,
                by.map(Numbered::sequence).orElse(0L),
                by.map(numbered -> LegText.of(numbered.event())).orElse(""),
                proof.map(shown -> shown.kind().name()).orElse(""),
                proof.map(Proof::at).orElse(0L),
                seenAt);
    }

    private Optional<Numbered> last(Predicate<LegEvent> by) {
        return events.stream().filter(numbered -> by.test(numbered.event())).reduce((earlier, later) -> later);
    }
}
