package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.money.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What has to be true of the leg of a walk, checked against what is true at the exchange. */
final class WalkChecks {

    private WalkChecks() {}

    /** S12: a position is concluded to be closed only when it was. */
    static void closed(FakeExchange exchange, Leg was, LegEvent event) {
        if (event instanceof LegEvent.PositionClosed closed && was.exposure() != null) {
            Checks.that(
                    exchange.amount == 0 || exchange.openedAt > was.exposure().openedAt(),
                    "S12: %s, but it was not",
                    closed);
        }
    }

    /** A minute after the last trouble all is as it should be. */
    static void healed(LegHarness guard, FakeExchange exchange, Quantity largest) {
        fills(guard, exchange);
        Leg leg = guard.leg();
        if (exchange.amount == 0) {
            Checks.that(leg.phase() == Leg.Phase.FLAT, "L4: flat, but the leg is %s", leg);
            Checks.that(exchange.open().isEmpty(), "L3: orphans %s", exchange.open());
            Checks.that(leg.stops().all().isEmpty(), "L4: %s", leg.stops());
            return;
        }
        Exposure exposure = Optional.ofNullable(leg.exposure())
                .orElseThrow(() -> new AssertionError("L1: the position is not known, " + exchange));
        Checks.that(
                exposure.quantity().decimal().compareTo(exchange.row().amount().abs()) == 0, "size %s", exposure);
        stops(exposure, exchange.open(), largest);
        Checks.that(Protection.of(leg).isComplete(), "L4: %s", leg);
    }

    private static void stops(Exposure exposure, List<Answer.StopReport> open, Quantity largest) {
        int pieces = WorkingStops.count(exposure.quantity(), largest);
        Checks.that(open.size() == 1 + pieces, "L4: not exactly D and W: %s", open);
        Checks.that(open.stream().filter(Answer.StopReport::closePosition).count() == 1, "L4: no D: %s", open);
        long closed = open.stream()
                .filter(stop -> !stop.closePosition()
                        && stop.trigger().equals(exposure.trail().level()))
                .mapToLong(stop -> stop.quantity().units())
                .sum();
        Checks.that(
                closed == exposure.quantity().units(),
                "L2: W is not at %s for %s: %s",
                exposure.trail().level(),
                exposure.quantity(),
                open);
    }

    /** Every fill since the first position that was seen is counted, once and exactly. */
    private static void fills(LegHarness guard, FakeExchange exchange) {
        List<LegEvent.Filled> counted = guard.all(LegEvent.Filled.class).stream()
                .sorted(Comparator.comparingLong(LegEvent.Filled::tradeId))
                .toList();
        Checks.that(!counted.isEmpty(), "no fill was counted of %s", exchange.trades());
        long first = counted.get(0).tradeId();
        List<Answer.Trade> made =
                exchange.trades().stream().filter(trade -> trade.id() >= first).toList();
        List<Long> ids = counted.stream().map(LegEvent.Filled::tradeId).toList();
        Checks.that(ids.equals(made.stream().map(Answer.Trade::id).toList()), "fills: counted %s of %s", counted, made);
        Fills fills = guard.leg().fills();
        BigDecimal net = made.stream()
                .map(trade -> trade.side().signed(trade.quantity().decimal()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal paid = made.stream().map(Answer.Trade::commission).reduce(BigDecimal.ZERO, BigDecimal::add);
        Checks.that(fills.net().compareTo(net) == 0, "the fills lead to %s instead of %s", fills.net(), net);
        Checks.that(fills.commissions().get("USDT").compareTo(paid) == 0, "commissions %s", fills.commissions());
        Checks.that(fills.window().ids().size() <= 150, "the window does not stay small: %s", fills.window());
    }
}
