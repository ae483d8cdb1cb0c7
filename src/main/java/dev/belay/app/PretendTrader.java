package dev.belay.app;

import dev.belay.market.ExchangeClock;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A pretend person who opens positions by hand at the simulated exchange, one symbol after the other, so that paper mode
 * has something to guard. It only opens; closing is left to the stops.
 */
final class PretendTrader {

    /** What each position costs, in USDT. */
    private static final BigDecimal STAKE = new BigDecimal("200");

    private final SimulatorControl control;
    private final ExchangeClock clock;
    private final List<SymbolSpec> symbols;
    private final Duration every;

    private PretendTrader(Simulator simulator, List<SymbolSpec> symbols, Duration every) {
        this.control = simulator.control();
        this.clock = simulator.clock();
        this.symbols = List.copyOf(symbols);
        this.every = every;
    }

    /** Lets the trader look at the next symbol after each {@code every} of exchange time. */
    static void start(Simulator simulator, List<SymbolSpec> symbols, Duration every) {
        new PretendTrader(simulator, symbols, every).later(0);
    }

    private void later(int turn) {
        clock.after(
                every,
                () -> act(turn).whenComplete((done, refused) -> {
                    later(turn + 1);
                    clock.pace().end();
                }));
    }

    /** Longs and shorts by turns, so that both are seen. */
    private CompletionStage<?> act(int turn) {
        SymbolSpec symbol = symbols.get(turn % symbols.size());
        Side side = (turn + turn / symbols.size()) % 2 == 0 ? Side.BUY : Side.SELL;
        PositionKey key = new PositionKey(symbol.symbol(), PositionSide.BOTH);
        return control.with(exchange -> stake(exchange, symbol, key))
                .thenCompose(stake -> stake.isPresent()
                        ? control.open(key, side, stake.get())
                        : CompletableFuture.<SimulatedOrder>completedFuture(null));
    }

    /** The quantity to open, empty when a position is open already. */
    private static Optional<Quantity> stake(SimulatedExchange exchange, SymbolSpec symbol, PositionKey key) {
        if (!exchange.position(key).position().isFlat()) {
            return Optional.empty();
        }
        Price last = exchange.market().latest(symbol.symbol()).last();
        BigDecimal steps = STAKE.divide(last.decimal(), MathContext.DECIMAL64)
                .divide(symbol.quantity().step().decimal(), 0, RoundingMode.UP);
        return Optional.of(Quantity.of(steps.multiply(symbol.quantity().step().decimal())));
    }
}
