package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedPosition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Looks at the exchange, at the journal and at the processes, and says whether all is as a scenario expects it. */
final class ScenarioView {

    private final World world;

    ScenarioView(World world) {
        this.world = world;
    }

    /** What was found instead of what is {@code expected}; empty when it was found. */
    Optional<String> unmet(Act.Expect expected) {
        List<Symbol> symbols = world.symbolsNamed(expected.symbol());
        return switch (expected.what()) {
            case POSITIONS ->
                counted(expected, symbols.stream().filter(this::isOpen).count());
            case STOPS ->
                counted(
                        expected,
                        symbols.stream()
                                .mapToLong(symbol -> stops(symbol).size())
                                .sum());
            default ->
                symbols.stream()
                        .flatMap(symbol ->
                                unmet(expected.what(), symbol).stream().map(found -> symbol + " " + found))
                        .findFirst();
        };
    }

    private static Optional<String> counted(Act.Expect expected, long found) {
        return found == expected.number() ? Optional.empty() : Optional.of("there are " + found);
    }

    private Optional<String> unmet(Act.Expected what, Symbol symbol) {
        return switch (what) {
            case PROTECTED -> unprotected(symbol);
            case FLAT -> isOpen(symbol) ? Optional.of("is open at the exchange") : Optional.empty();
            case TRAILING -> untrailed(symbol);
            default -> disagreement(symbol);
        };
    }

    private Optional<String> unprotected(Symbol symbol) {
        SimulatedPosition position = position(symbol);
        if (position.isFlat()) {
            return Optional.of("has no position at the exchange");
        }
        List<SimulatedAlgoOrder> closing = stops(symbol).stream()
                .filter(stop -> position.isReducedBy(stop.ticket().side()))
                .toList();
        boolean disaster = closing.stream().anyMatch(stop -> stop.ticket().closePosition());
        boolean working =
                closing.stream().anyMatch(stop -> stop.ticket().quantity().equals(position.size()));
        if (!disaster || !working) {
            return Optional.of("has at the exchange %s disaster stop and %s stop of exactly its size"
                    .formatted(disaster ? "a" : "no", working ? "a" : "no"));
        }
        return leg(symbol)
                .map(leg -> Protection.of(leg).state())
                .filter(state -> state != Protection.State.PROTECTED)
                .map(state -> "is " + state + " in Belay's own view")
                .or(() -> leg(symbol).isEmpty() ? Optional.of("is known to no living process") : Optional.empty());
    }

    private Optional<String> untrailed(Symbol symbol) {
        boolean trails = leg(symbol)
                .flatMap(Leg::open)
                .filter(exposure -> exposure.trail().activated())
                .isPresent();
        return trails ? Optional.empty() : Optional.of("does not trail");
    }

    private Optional<String> disagreement(Symbol symbol) {
        BigDecimal exchange = position(symbol).signedAmount();
        BigDecimal journal = amount(world.around().journal().replay(id(symbol)));
        BigDecimal process = leg(symbol).map(ScenarioView::amount).orElse(BigDecimal.ZERO);
        boolean agreed = exchange.compareTo(journal) == 0 && exchange.compareTo(process) == 0;
        return agreed
                ? Optional.empty()
                : Optional.of("is %s at the exchange, %s in the journal and %s in the process"
                        .formatted(exchange.toPlainString(), journal.toPlainString(), process.toPlainString()));
    }

    /** Signed, as the exchange writes it. */
    private static BigDecimal amount(Leg leg) {
        return leg.open()
                .map(open -> open.quantity()
                        .decimal()
                        .multiply(BigDecimal.valueOf(open.direction().sign())))
                .orElse(BigDecimal.ZERO);
    }

    private boolean isOpen(Symbol symbol) {
        return !position(symbol).isFlat();
    }

    private SimulatedPosition position(Symbol symbol) {
        return world.exchange()
                .exchange()
                .position(new PositionKey(symbol, PositionSide.BOTH))
                .position();
    }

    private List<SimulatedAlgoOrder> stops(Symbol symbol) {
        return world.exchange().exchange().openAlgoOrders().stream()
                .filter(stop -> stop.symbol().equals(symbol))
                .toList();
    }

    private static LegId id(Symbol symbol) {
        return new LegId(SimulatedNode.ACCOUNT, symbol, PositionSide.BOTH);
    }

    private Optional<Leg> leg(Symbol symbol) {
        return world.nodes().stream()
                .flatMap(node -> node.legs().stream())
                .map(SimulatedLeg::state)
                .filter(leg -> leg.id().equals(id(symbol)))
                .findFirst();
    }
}
