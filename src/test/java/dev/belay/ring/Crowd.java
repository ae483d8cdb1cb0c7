package dev.belay.ring;

import dev.belay.money.Symbol;
import dev.belay.simulator.MadeUpSymbols;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The positions of an account, and a person who trades them while prices jump. */
final class Crowd {

    /** Of each opening, in USDT: far above every contract's least. */
    private static final BigDecimal STAKE = new BigDecimal("1000");

    private record Leg(SymbolSpec spec, String positionSide) {

        Symbol symbol() {
            return spec.symbol();
        }
    }

    private final ExchangeProcess exchange;
    private final Random random;
    private final boolean hedge;
    private final List<Leg> legs = new ArrayList<>();
    private int acts;

    /** So many legs, two of a symbol when there are more of them than well-known symbols. */
    Crowd(ExchangeProcess exchange, Random random, int wanted) {
        this.exchange = exchange;
        this.random = random;
        List<SymbolSpec> specs = specs(wanted);
        hedge = wanted > specs.size();
        for (int i = 0; i < wanted; i++) {
            String side = i < specs.size() ? "LONG" : "SHORT";
            legs.add(new Leg(specs.get(i % specs.size()), hedge ? side : "BOTH"));
        }
    }

    private static List<SymbolSpec> specs(int wanted) {
        List<SymbolSpec> specs = new ArrayList<>(WellKnownSymbols.all());
        for (int number = 1; 2 * specs.size() < wanted; number++) {
            specs.add(MadeUpSymbols.find(new Symbol("MADE" + number + "USDT")).orElseThrow());
        }
        return specs;
    }

    /** The symbols that the exchange has to have for so many legs. */
    static List<String> symbols(int wanted) {
        return specs(wanted).stream().map(spec -> spec.symbol().name()).toList();
    }

    int legs() {
        return legs.size();
    }

    int acts() {
        return acts;
    }

    /** Opens all of them and lets all prices jump, so that every long is in profit and trails. */
    void openAll() throws IOException, InterruptedException {
        if (hedge) {
            exchange.act("/acts/position-mode", "{\"hedge\":\"true\"}");
        }
        reopenAll();
    }

    /** Opens what is flat, makes larger what is open. */
    void reopenAll() throws IOException, InterruptedException {
        for (Leg leg : legs) {
            open(leg, leg.positionSide().equals("SHORT") ? "SELL" : "BUY");
        }
    }

    /** Every price jumps by so many percent. */
    void jumpAll(String percent) throws IOException, InterruptedException {
        for (Leg leg : legs) {
            jump(leg, percent);
        }
    }

    /** One thing happens. What the exchange refuses, such as closing what is flat, is as good. */
    void act() throws IOException, InterruptedException {
        acts++;
        Leg leg = legs.get(random.nextInt(legs.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> open(leg, leg.positionSide().equals("SHORT") ? "SELL" : "BUY");
            case 2 -> exchange.act("/acts/reduce", fields(leg, ",\"quantity\":\"" + quantity(leg) + "\""));
            case 3 -> exchange.act("/acts/close", fields(leg, ""));
            default -> jump(leg, random.nextInt(3) < 2 ? "1" : "-1");
        }
    }

    private void open(Leg leg, String side) throws IOException, InterruptedException {
        exchange.act("/acts/open", fields(leg, ",\"side\":\"%s\",\"quantity\":\"%s\"".formatted(side, quantity(leg))));
    }

    private void jump(Leg leg, String percent) throws IOException, InterruptedException {
        exchange.act(
                "/faults/arm",
                "{\"fault\":\"GAP_THROUGH_STOP\",\"target\":\"%s\",\"parameters\":{\"percent\":\"%s\"}}"
                        .formatted(leg.symbol(), percent));
    }

    private String fields(Leg leg, String more) {
        String side = hedge ? ",\"positionSide\":\"" + leg.positionSide() + "\"" : "";
        return "{\"symbol\":\"" + leg.symbol() + "\"" + side + more + "}";
    }

    private static String quantity(Leg leg) {
        BigDecimal step = new BigDecimal(leg.spec().quantity().step().toString());
        return STAKE.divide(new BigDecimal(leg.spec().initialPrice().toString()), 8, RoundingMode.DOWN)
                .divideToIntegralValue(step)
                .multiply(step)
                .toPlainString();
    }
}
