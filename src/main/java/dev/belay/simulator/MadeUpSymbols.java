package dev.belay.simulator;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Contracts that no exchange has, MADE1USDT to MADE999USDT, for whoever needs more than {@link WellKnownSymbols}. */
public final class MadeUpSymbols {

    private static final Pattern NAME = Pattern.compile("MADE[1-9][0-9]{0,2}USDT");
    private static final Quantity STEP = Quantity.of("0.01");

    private MadeUpSymbols() {}

    /** Empty when it has not the name of one. */
    public static Optional<SymbolSpec> find(Symbol symbol) {
        return Optional.of(symbol)
                .filter(named -> NAME.matcher(named.name()).matches())
                .map(MadeUpSymbols::spec);
    }

    /** All alike: 100 USDT each in steps of a cent. */
    private static SymbolSpec spec(Symbol symbol) {
        return new SymbolSpec(
                symbol,
                Price.of("0.01"),
                2,
                new SymbolSpec.LotSize(STEP, STEP, Quantity.of("1000000"), Quantity.of("100000")),
                new BigDecimal("5"),
                Price.of("100"),
                50,
                true);
    }
}
