package dev.belay.simulation;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.position.LegInput;
import dev.belay.position.PolicyWish;
import dev.belay.trailing.StopPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes his mind now and then about which price the stops of open positions follow. */
final class Operator {

    private static final long EVERY_MILLIS = 97_000;

    private final Surroundings around;
    private final Supplier<List<SimulatedNode>> nodes;
    private PriceKind wanted = PriceKind.LAST;

    Operator(Surroundings around, Supplier<List<SimulatedNode>> nodes) {
        this.around = around;
        this.nodes = nodes;
    }

    /** Begins with it, and gives it up at {@code until}. */
    void begin(long until) {
        around.agenda().every(EVERY_MILLIS, () -> {
            if (around.agenda().now() < until) {
                changeHisMind();
            }
        });
    }

    private void changeHisMind() {
        wanted = wanted == PriceKind.LAST ? PriceKind.MARK : PriceKind.LAST;
        StopPolicy policy = StopPolicy.DEFAULT.following(wanted);
        var wish = new PolicyWish(
                Optional.of(policy.name()), Optional.empty(), false, "a change of mind", "operator", null);
        var change = new LegInput.PolicyWanted(wish, Optional.of(policy));
        for (Symbol symbol : around.followedByLast()) {
            LegId leg = new LegId(SimulatedNode.ACCOUNT, symbol, PositionSide.BOTH);
            nodes.get().forEach(node -> node.operator(leg, change));
        }
    }
}
