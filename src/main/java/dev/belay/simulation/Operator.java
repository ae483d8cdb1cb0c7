package dev.belay.simulation;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.position.EntryPlan;
import dev.belay.position.Leg;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.position.PolicyWish;
import dev.belay.protection.EntrySizing;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells Belay what to do, as an operator does by its commands. */
final class Operator {

    private static final String NAME = "operator";
    private static final long PER_THOUSAND = 1_000;
    private static final BigDecimal SIGNALLED = new BigDecimal("1000");
    /** The disaster stop rests three percent away; some wishes are beyond it. */
    private static final int FARTHEST_PER_THOUSAND = 40;

    private final Surroundings around;
    private final SimulatorCore exchange;
    private final Supplier<List<SimulatedNode>> nodes;

    Operator(Surroundings around, SimulatorCore exchange, Supplier<List<SimulatedNode>> nodes) {
        this.around = around;
        this.exchange = exchange;
        this.nodes = nodes;
    }

    /** Does to {@code symbol} what {@code mishap} says, if it can be done now. */
    void act(Mishap mishap, Symbol symbol) {
        switch (mishap) {
            case OPENED_BY_SIGNAL -> open(symbol, direction(mishap), SIGNALLED);
            case POLICY_CHANGED -> moveStops(mishap, symbol, false);
            case LEVEL_LOOSENED -> moveStops(mishap, symbol, true);
            case FOLLOWED_PRICE_CHANGED -> followTheOther(symbol);
            default -> throw new IllegalArgumentException("nothing that an operator does: " + mishap);
        }
    }

    /** Wants a position for so many USDT; what Belay does not take is lost. */
    void open(Symbol symbol, Direction direction, BigDecimal money) {
        LegTerms terms = around.terms(symbol);
        Price price = exchange.market().latest(symbol).mark();
        var size = EntrySizing.size(money, price, money, terms.rules());
        if (size instanceof EntrySizing.Sizing.Sized sized) {
            tell(leg(symbol, direction), new LegInput.EntryWanted(plan(symbol, direction, price, sized), NAME));
        } else {
            around.trace().add(around.agenda().now(), "the signal is refused: " + size);
        }
    }

    private LegId leg(Symbol symbol, Direction direction) {
        PositionSide ofDirection = direction == Direction.LONG ? PositionSide.LONG : PositionSide.SHORT;
        boolean hedge = exchange.exchange().state().hedge();
        return new LegId(SimulatedNode.ACCOUNT, symbol, hedge ? ofDirection : PositionSide.BOTH);
    }

    private EntryPlan plan(Symbol symbol, Direction direction, Price price, EntrySizing.Sizing.Sized size) {
        long now = around.agenda().now();
        LegTerms terms = around.terms(symbol);
        StopPolicy policy = terms.policy(direction);
        Price stop =
                Trail.startingAt(direction, price, policy, terms.rules(), now).level();
        return new EntryPlan(direction, size.quantity(), price, stop, policy, now, false);
    }

    /** Wants the stops of the symbol's open positions at some distance from the price, which may be looser than they are. */
    private void moveStops(Mishap mishap, Symbol symbol, boolean override) {
        for (SimulatedNode node : nodes.get()) {
            node.legs().stream()
                    .map(SimulatedLeg::state)
                    .filter(leg -> leg.id().symbol().equals(symbol))
                    .forEach(leg -> leg.open()
                            .ifPresent(open ->
                                    node.operator(leg.id(), wish(leg, open.direction(), distance(mishap), override))));
        }
    }

    /** Wants the stops to follow the other of the two prices, where both are told of. */
    private void followTheOther(Symbol symbol) {
        if (around.follows(symbol) != PriceKind.LAST) {
            return;
        }
        for (SimulatedNode node : nodes.get()) {
            for (SimulatedLeg one : node.legs()) {
                Leg leg = one.state();
                leg.open()
                        .filter(open -> leg.id().symbol().equals(symbol))
                        .ifPresent(open -> node.operator(leg.id(), otherPrice(open.policy(), newest(symbol))));
            }
        }
    }

    private static LegInput otherPrice(StopPolicy policy, Map<PriceKind, Price> newest) {
        StopPolicy other = policy.following(policy.price() == PriceKind.LAST ? PriceKind.MARK : PriceKind.LAST);
        var wish = new PolicyWish(Optional.of(other.name()), Optional.empty(), false, "a change of mind", NAME, newest);
        return new LegInput.PolicyWanted(wish, Optional.of(other));
    }

    private Map<PriceKind, Price> newest(Symbol symbol) {
        PriceStep latest = exchange.market().latest(symbol);
        return Map.of(PriceKind.MARK, latest.mark(), PriceKind.LAST, latest.last());
    }

    private Direction direction(Mishap mishap) {
        return around.dice().detail(mishap, 2) == 0 ? Direction.LONG : Direction.SHORT;
    }

    private int distance(Mishap mishap) {
        return 1 + around.dice().detail(mishap, FARTHEST_PER_THOUSAND);
    }

    private LegInput wish(Leg leg, Direction direction, int perThousand, boolean override) {
        Price mark = exchange.market().latest(leg.id().symbol()).mark();
        long away = mark.units() / PER_THOUSAND * perThousand;
        Price stop =
                around.terms(leg.id().symbol()).rules().stopLevel(direction, mark.units() - direction.sign() * away);
        var wish = new PolicyWish(
                Optional.empty(),
                Optional.of(stop),
                override,
                "by chance",
                NAME,
                newest(leg.id().symbol()));
        Optional<StopPolicy> policy = leg.open().map(open -> open.policy().fixedAt(stop));
        return new LegInput.PolicyWanted(wish, policy);
    }

    private void tell(LegId leg, LegInput input) {
        nodes.get().forEach(node -> node.operator(leg, input));
    }
}
