package dev.belay.simulator;

import dev.belay.simulator.engine.ExchangeRules;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.Credentials;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator is started.
 *
 * @param port on 127.0.0.1; 0 takes any free one
 * @param credentials the account's; empty makes random ones
 * @param start exchange time at the start, epoch milliseconds; a ledger that is further on wins
 * @param paced whether time, when it is faster than real, waits for the work that it causes
 * @param paused whether time waits for {@link SimulatorControl#resume} before it starts
 * @param wallet USDT of a new account
 * @param rules fees, depth and open questions
 * @param ledger the file that the exchange remembers itself by; empty keeps it in memory
 */
public record SimulatorSettings(
        int port,
        Optional<Credentials> credentials,
        List<SymbolSpec> symbols,
        PriceSource prices,
        long start,
        Speed speed,
        boolean paced,
        boolean paused,
        BigDecimal wallet,
        ExchangeRules rules,
        Optional<Path> ledger) {

    private static final BigDecimal USUAL_WALLET = new BigDecimal("10000");

    public SimulatorSettings {
        symbols = List.copyOf(symbols);
    }

    /** Generated prices of all well-known symbols in real time, in memory, on any free port. */
    public static SimulatorSettings generated(long seed, long start) {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        return of(symbols, new GeneratedPrices(symbols, seed, start), start);
    }

    /** Given prices in real time, in memory, on any free port. */
    public static SimulatorSettings of(List<SymbolSpec> symbols, PriceSource prices, long start) {
        return new SimulatorSettings(
                0,
                Optional.empty(),
                symbols,
                prices,
                start,
                Speed.REAL,
                true,
                false,
                USUAL_WALLET,
                ExchangeRules.STANDARD,
                Optional.empty());
    }

    public SimulatorSettings onPort(int wanted) {
        return new SimulatorSettings(
                wanted, credentials, symbols, prices, start, speed, paced, paused, wallet, rules, ledger);
    }

    public SimulatorSettings withCredentials(Credentials given) {
        return new SimulatorSettings(
                port, Optional.of(given), symbols, prices, start, speed, paced, paused, wallet, rules, ledger);
    }

    /** Runs at {@code wanted}; {@code waits} lets time stand still until it is resumed. */
    public SimulatorSettings at(Speed wanted, boolean waits) {
        return new SimulatorSettings(
                port, credentials, symbols, prices, start, wanted, paced, waits, wallet, rules, ledger);
    }

    public SimulatorSettings rememberedIn(Path file) {
        return new SimulatorSettings(
                port, credentials, symbols, prices, start, speed, paced, paused, wallet, rules, Optional.of(file));
    }

    public SimulatorSettings withWallet(BigDecimal usdt) {
        return new SimulatorSettings(
                port, credentials, symbols, prices, start, speed, paced, paused, usdt, rules, ledger);
    }

    public SimulatorSettings with(ExchangeRules other) {
        return new SimulatorSettings(
                port, credentials, symbols, prices, start, speed, paced, paused, wallet, other, ledger);
    }
}
