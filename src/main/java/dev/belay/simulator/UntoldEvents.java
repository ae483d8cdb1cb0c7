package dev.belay.simulator;

import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.wire.SimulatedAccount;
import dev.belay.simulator.wire.StreamHub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What has happened to the accounts and waits until it is kept; then the streams are told. */
final class UntoldEvents {

    private final List<Untold> untold = new ArrayList<>();
    private final SplittableRandom race;
    private int before;

    private record Untold(SimulatedAccount account, ExchangeEvent event) {}

    /** @param seed of the race between answers and events */
    UntoldEvents(long seed) {
        race = new SplittableRandom(seed);
    }

    void add(SimulatedAccount account, ExchangeEvent event) {
        untold.add(new Untold(account, event));
    }

    /** What comes from now on is the effect of the next request. */
    void requestBegins() {
        before = untold.size();
    }

    /** The orders that the request has placed or changed, such as {@code order 8000000001}. */
    List<String> effects() {
        return untold.subList(before, untold.size()).stream()
                .flatMap(one -> effect(one.event()).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> effect(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.OrderChanged changed) {
            return Optional.of("order " + changed.order().orderId());
        }
        return event instanceof ExchangeEvent.AlgoChanged changed
                ? Optional.of("algo " + changed.order().algoId())
                : Optional.empty();
    }

    /** Whether an answer overtakes the events that its request has caused (binance-api §16.4). */
    boolean areOvertaken() {
        return !untold.isEmpty() && race.nextBoolean();
    }

    /** Tells the streams of each account to which something has happened what that was, in its order. */
    void tell(StreamHub hub, long now) {
        if (untold.isEmpty()) {
            return;
        }
        Map<SimulatedAccount, List<ExchangeEvent>> happened = new LinkedHashMap<>();
        for (Untold one : untold) {
            happened.computeIfAbsent(one.account(), account -> new ArrayList<>())
                    .add(one.event());
        }
        untold.clear();
        happened.forEach((account, events) -> hub.events(account, events, now));
    }
}
