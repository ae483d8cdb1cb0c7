package dev.belay.simulation;

import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.position.EntryPlan;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.protection.EntrySizing;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;

/** Lets happen in a world what the lines of a scenario say. */
final class ScenarioStage {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String OPERATOR = "operator";

    private final World world;

    ScenarioStage(World world) {
        this.world = world;
    }

    void act(Act act) {
        Person person = world.person();
        if (act instanceof Act.Open open) {
            each(open.symbol(), symbol -> person.open(symbol, open.direction().openingSide(), open.money()));
        } else if (act instanceof Act.Signal signal) {
            each(signal.symbol(), symbol -> signal(symbol, signal));
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

    private void signal(Symbol symbol, Act.Signal signal) {
        LegTerms terms = world.around().terms(symbol);
        Price price = world.exchange().market().latest(symbol).mark();
        var size = EntrySizing.size(signal.money(), price, signal.money(), terms.rules());
        if (size instanceof EntrySizing.Sizing.Sized sized) {
            LegInput entry = new LegInput.EntryWanted(plan(symbol, signal.direction(), price, sized), OPERATOR);
            LegId leg = new LegId(SimulatedNode.ACCOUNT, symbol, PositionSide.BOTH);
            world.nodes().forEach(node -> node.operator(leg, entry));
        } else {
            world.trace().add(world.agenda().now(), "the signal is refused: " + size);
        }
    }

    private EntryPlan plan(Symbol symbol, Direction direction, Price price, EntrySizing.Sizing.Sized size) {
        long now = world.agenda().now();
        LegTerms terms = world.around().terms(symbol);
        StopPolicy policy = terms.policy(direction);
        Price stop =
                Trail.startingAt(direction, price, policy, terms.rules(), now).level();
        return new EntryPlan(direction, size.quantity(), price, stop, policy, now, false);
    }
}
