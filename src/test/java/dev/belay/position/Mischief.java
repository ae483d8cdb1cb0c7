package dev.belay.position;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.trailing.RandomPolicy;
import dev.belay.trailing.StopPolicy;
import java.util.Map;
import java.util.Optional;

/** What is done to a walk from outside: a person who trades, crashes, outages, and an operator's commands. */
final class Mischief {

    private static final long ONE = FixedPoint.ONE;

    private final RandomWalk walk;
    private final FakeExchange exchange;
    private final Replica replica;
    private final WalkChances chances;
    private final RandomPolicy policies;

    Mischief(RandomWalk walk, FakeExchange exchange, Replica replica, WalkChances chances) {
        this.walk = walk;
        this.exchange = exchange;
        this.replica = replica;
        this.chances = chances;
        policies = new RandomPolicy(chances.random);
    }

    /** Does one thing or nothing, as long as there is trouble. */
    void happen(long now) {
        if (!chances.isTrouble()) {
            return;
        }
        int what = below(100);
        if (what < 28) {
            byHand(what, now);
        } else if (what < 34) {
            replica.emptyUntil(now + below(12_000));
        } else if (what < 38) {
            walk.goDown(now + below(8_000));
        } else if (what < 40) {
            exchange.sticksInTriggering = !exchange.sticksInTriggering;
        } else if (what < 46) {
            enter(now);
        } else if (what < 47) {
            walk.hear(new LegInput.CloseWanted("enough", "operator"));
        } else {
            return;
        }
        walk.tell("mischief " + what + ": " + exchange);
        replica.remember(now);
    }

    private void byHand(int what, long now) {
        if (what < 8) {
            walk.crash();
        } else if (what < 16 && exchange.amount != 0) {
            exchange.trade((below(9) - 4) * ONE, now);
        } else if (what < 20 && exchange.amount != 0) {
            exchange.trade(-exchange.amount, now);
        } else if (what < 24) {
            exchange.trade(exchange.amount == 0 ? 10 * ONE : -2 * exchange.amount, now);
        } else {
            exchange.cancelByHand(below(10), now);
        }
    }

    /** An operator wants another policy now and then, sometimes a looser stop. */
    void operate(Leg leg) {
        if (!chances.trouble(6) || leg.exposure() == null) {
            return;
        }
        StopPolicy policy = policies.nextByPeak();
        boolean override = chances.chance(50);
        walk.tell("operator wants %s%s".formatted(policy, override ? ", override" : ""));
        var wish = new PolicyWish(
                Optional.of(policy.name()),
                Optional.empty(),
                override,
                "walk",
                "operator",
                Map.of(PriceKind.MARK, new Price(exchange.price)));
        walk.hear(new LegInput.PolicyWanted(wish, Optional.of(policy)));
    }

    private void enter(long now) {
        Direction direction = chances.chance(50) ? Direction.LONG : Direction.SHORT;
        Price reference = new Price(exchange.price);
        Price stop = LegHarness.RULES.stopLevel(direction, direction.worseBy(exchange.price, Percent.of("2")));
        walk.hear(new LegInput.EntryWanted(
                LegHarness.plan(direction, "3", reference.toString(), stop.toString(), now), "operator"));
    }

    private int below(int bound) {
        return chances.random.nextInt(bound);
    }
}
