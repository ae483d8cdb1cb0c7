package dev.belay.app;

import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.AlgoStatus;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedTrade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an outside observer of the exchange saw: every mark price, and of every exit whether it came at the first price
 * through a stop that was in force. It knows nothing of the guard.
 */
final class RecordedExchange implements SimulatorAudit {

    /** An exit of a position: which stop, at which step, and what was wrong with it, "" when nothing was. */
    record Exit(Symbol symbol, String clientId, long at, String fault) {}

    private final Map<Symbol, TreeMap<Long, Price>> marks = new HashMap<>();
    private final Map<String, SimulatedAlgoOrder> inForce = new LinkedHashMap<>();
    private final Map<String, SimulatedAlgoOrder> fired = new HashMap<>();
    private final List<Exit> exits = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final Map<Symbol, PriceStep> latest = new HashMap<>();

    @Override
    public synchronized void price(PriceStep step) {
        PriceStep former = latest.get(step.symbol());
        if (former != null) {
            inForce.values().stream()
                    .filter(stop -> stop.symbol().equals(step.symbol()) && isThrough(stop, former.mark()))
                    .forEach(stop -> missed.add("%s was still in force after %s".formatted(stop, former)));
        }
        latest.put(step.symbol(), step);
        marks.computeIfAbsent(step.symbol(), symbol -> new TreeMap<>()).put(step.at(), step.mark());
    }

    @Override
    public synchronized void event(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.AlgoChanged changed) {
            onStop(changed.order());
        }
        if (event instanceof ExchangeEvent.OrderChanged changed
                && changed.trade() != null
                && changed.order().ticket().reduceOnly()) {
            onExit(changed.trade());
        }
    }

    private void onStop(SimulatedAlgoOrder stop) {
        if (stop.status() == AlgoStatus.NEW) {
            inForce.put(stop.clientId(), stop);
            return;
        }
        SimulatedAlgoOrder former = inForce.remove(stop.clientId());
        if (former != null) {
            fired.put(stop.clientId(), former);
        }
    }

    private void onExit(SimulatedTrade trade) {
        SimulatedAlgoOrder stop = fired.get(trade.clientId());
        PriceStep step = Objects.requireNonNull(latest.get(trade.symbol()));
        String fault = "";
        if (stop == null) {
            fault = "no stop fired";
        } else if (!isThrough(stop, step.mark())) {
            fault = "the price %s is not through %s"
                    .formatted(step.mark(), stop.ticket().trigger());
        }
        exits.add(new Exit(trade.symbol(), trade.clientId(), step.at(), fault));
    }

    private static boolean isThrough(SimulatedAlgoOrder stop, Price mark) {
        Direction direction = stop.ticket().side() == Side.SELL ? Direction.LONG : Direction.SHORT;
        return direction.isThrough(mark, stop.ticket().trigger());
    }

    synchronized NavigableMap<Long, Price> marks(Symbol symbol) {
        return marks.getOrDefault(symbol, new TreeMap<>());
    }

    synchronized Optional<Price> markAt(Symbol symbol, long at) {
        return Optional.ofNullable(marks(symbol).get(at));
    }

    synchronized List<Exit> exits() {
        return List.copyOf(exits);
    }

    /** Stops that a price went through and that did not fire at that price. */
    synchronized List<String> missed() {
        return List.copyOf(missed);
    }
}
