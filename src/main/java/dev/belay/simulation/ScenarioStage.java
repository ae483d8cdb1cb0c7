package dev.belay.simulation;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;

/** Lets happen in a world what the lines of a scenario say. */
final class ScenarioStage {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final World world;

    ScenarioStage(World world) {
        this.world = world;
    }

    void act(Act act) {
        Person person = world.person();
        if (act instanceof Act.Open open) {
            each(open.symbol(), symbol -> person.open(symbol, open.direction().openingSide(), open.money()));
        } else if (act instanceof Act.Signal signal) {
            each(signal.symbol(), symbol -> world.operator().open(symbol, signal.direction(), signal.money()));
        } else if (act instanceof Act.Reduce reduce) {
            each(reduce.symbol(), symbol -> person.reduce(symbol, reduce.percent()));
        } else if (act instanceof Act.Close close) {
            each(close.symbol(), symbol -> person.act(Mishap.CLOSED_BY_HAND, symbol));
        } else if (act instanceof Act.Flip flip) {
            each(flip.symbol(), symbol -> person.act(Mishap.FLIPPED_BY_HAND, symbol));
        } else if (act instanceof Act.CancelStops cancel) {
            each(cancel.symbol(), person::cancelStops);
        } else if (act instanceof Act.Price price) {
            each(price.symbol(), symbol -> move(symbol, price.percent()));
        } else {
            happen(act);
        }
    }

    private void happen(Act act) {
        if (act instanceof Act.Fault fault) {
            world.cause(fault.mishap(), fault.symbol(), fault.millis());
        } else if (act instanceof Act.Kill) {
            world.kill();
        } else if (act instanceof Act.Start) {
            world.startNode();
        } else {
            throw new IllegalArgumentException("nothing that can be done: " + act);
        }
    }

    private void each(String symbol, Consumer<Symbol> what) {
        world.symbolsNamed(symbol).forEach(what);
    }

    private void move(Symbol symbol, BigDecimal percent) {
        BigDecimal tick = world.exchange().market().spec(symbol).tick().decimal();
        BigDecimal before = world.exchange().market().latest(symbol).last().decimal();
        BigDecimal wanted = before.multiply(HUNDRED.add(percent)).divide(HUNDRED);
        BigDecimal ticks = wanted.divide(tick, 0, RoundingMode.HALF_UP).max(BigDecimal.ONE);
        world.exchange().setPrice(symbol, Price.of(ticks.multiply(tick)));
    }
}
