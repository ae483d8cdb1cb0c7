package dev.belay.simulator;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Contracts of Binance with their filters and a price from which a made-up market can start. */
public final class WellKnownSymbols {

    private static final List<SymbolSpec> ALL = List.of(
            spec("BTCUSDT", "0.10", 2, "0.001", "1000", "120", "50", "96000", 125),
            spec("ETHUSDT", "0.01", 2, "0.001", "10000", "2000", "20", "3400", 100),
            spec("BNBUSDT", "0.01", 2, "0.01", "100000", "2000", "5", "640", 75),
            spec("SOLUSDT", "0.01", 2, "0.01", "1000000", "5000", "5", "190", 100),
            spec("XRPUSDT", "0.0001", 4, "0.1", "10000000", "2000000", "5", "2.3", 75),
            spec("ADAUSDT", "0.0001", 4, "1", "20000000", "2000000", "5", "0.75", 75),
            spec("AVAXUSDT", "0.001", 3, "1", "1000000", "50000", "5", "22", 75),
            spec("BCHUSDT", "0.01", 2, "0.001", "10000", "850", "20", "410", 75),
            spec("ENAUSDT", "0.00001", 5, "1", "50000000", "5000000", "5", "0.33", 50),
            spec("ETCUSDT", "0.001", 3, "0.01", "1000000", "50000", "20", "18", 75),
            spec("LAYERUSDT", "0.0001", 4, "0.1", "10000000", "300000", "5", "1.9", 50),
            spec("LINKUSDT", "0.001", 3, "0.01", "1000000", "25000", "20", "15", 75),
            spec("LTCUSDT", "0.01", 2, "0.001", "100000", "5000", "20", "95", 75),
            spec("SUIUSDT", "0.0001", 4, "0.1", "20000000", "300000", "5", "3.3", 75),
            spec("XLMUSDT", "0.00001", 5, "1", "50000000", "1000000", "5", "0.28", 50),
            spec("XMRUSDT", "0.01", 2, "0.001", "100000", "2500", "5", "330", 50));

    private WellKnownSymbols() {}

    public static List<SymbolSpec> all() {
        return ALL;
    }

    public static Optional<SymbolSpec> find(Symbol symbol) {
        return ALL.stream().filter(spec -> spec.symbol().equals(symbol)).findFirst();
    }

    private static SymbolSpec spec(
            String name,
            String tick,
            int precision,
            String step,
            String most,
            String mostMarket,
            String notional,
            String price,
            int leverage) {
        Quantity stepSize = Quantity.of(step);
        return new SymbolSpec(
                new Symbol(name),
                Price.of(tick),
                precision,
                new SymbolSpec.LotSize(stepSize, stepSize, Quantity.of(most), Quantity.of(mostMarket)),
                new BigDecimal(notional),
                Price.of(price),
                leverage,
                true);
    }
}
