package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.protection.StopOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What may be heard of an account with three legs. */
final class RandomNews {

    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT");

    private final Random random;
    private int trades;

    RandomNews(Random random) {
        this.random = random;
    }

    /** Of the user stream. */
    UserEvent event(long now) {
        return switch (random.nextInt(3)) {
            case 0 -> new UserEvent.PositionsChanged(random.nextInt(4) == 0 ? "FUNDING_FEE" : "ORDER", rows(now), now);
            case 1 -> new UserEvent.StopChanged(stop(now), now);
            default -> new UserEvent.Other("MARGIN_CALL", now);
        };
    }

    /** What a list of the account says. */
    Answer list(Request read, long now) {
        if (read instanceof Request.ReadFundings) {
            return fundings(now);
        }
        return read instanceof Request.ReadPositions
                ? new Answer.Positions(rows(now))
                : new Answer.Stops(random.nextBoolean() ? List.of() : List.of(stop(now)));
    }

    private Answer fundings(long now) {
        List<Answer.Funding> rows = new ArrayList<>();
        for (int row = random.nextInt(4); row > 0; row--) {
            long at = now - random.nextInt(60_000);
            rows.add(new Answer.Funding(id().symbol(), ++trades, BigDecimal.valueOf(-1, 3), "USDT", at));
        }
        return new Answer.Fundings(rows, random.nextInt(3) > 0);
    }

    /** A leg at rest, or one with an entry under way; some have a history. */
    Leg leg(long now) {
        Leg flat = Leg.flat(id());
        if (random.nextInt(3) == 0) {
            flat = flat.after(filled(now - random.nextInt(60_000), now));
        }
        var plan = LegHarness.plan(Direction.LONG, "1", "100", "98", now);
        return random.nextBoolean() ? flat : flat.after(new LegEvent.EntryDecided(plan, "operator", now));
    }

    /** Why the account might have to do something: a stop that moves, a fill that only a list told. */
    List<LegEvent> changes(long now) {
        List<LegEvent> events = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            events.add(new LegEvent.StopIntended(
                    "w" + trades,
                    StopOrder.Slot.WORKING,
                    1,
                    Side.SELL,
                    Quantity.of("1"),
                    Price.of("98"),
                    "it moves",
                    now));
        }
        if (random.nextInt(3) == 0) {
            events.add(filled(now - random.nextInt(60_000), now));
        }
        return events;
    }

    private LegEvent filled(long tradedAt, long now) {
        return new LegEvent.Filled(
                ++trades,
                trades,
                "",
                Side.BUY,
                Quantity.of("1"),
                Price.of("1"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "USDT",
                false,
                tradedAt,
                0,
                new Proof(random.nextInt(4) == 0 ? Proof.Kind.STREAM : Proof.Kind.LIST, tradedAt),
                now);
    }

    private List<Answer.PositionRow> rows(long now) {
        List<Answer.PositionRow> rows = new ArrayList<>();
        for (String symbol : SYMBOLS) {
            if (random.nextBoolean()) {
                rows.add(new Answer.PositionRow(
                        new Symbol(symbol),
                        LegHarness.SIDE,
                        BigDecimal.valueOf(random.nextInt(3)),
                        Price.of("100"),
                        Price.ZERO,
                        now));
            }
        }
        return rows;
    }

    private Answer.StopReport stop(long now) {
        var ticket = new StopTicket(id(), "w1", Side.SELL, Quantity.of("1"), Price.of("98"), false);
        return Reports.stop(ticket, Answer.StopStatus.NEW, now);
    }

    private LegId id() {
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        return new LegId(LegHarness.LEG.account(), new Symbol(symbol), LegHarness.SIDE);
    }
}
