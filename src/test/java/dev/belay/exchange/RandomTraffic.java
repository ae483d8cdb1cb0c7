package dev.belay.exchange;

import dev.belay.exchange.Exchange.Reply;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What legs ask of a gateway and an exchange answers, more than the limits allow, driven by one seed. */
final class RandomTraffic {

    private static final int LEGS = 12;

    private final Random random;
    private int orders;

    RandomTraffic(long seed) {
        random = new Random(seed);
    }

    int upTo(int most) {
        return random.nextInt(most);
    }

    LegId leg() {
        return LegId.parse("main:S%dUSDT:BOTH".formatted(random.nextInt(LEGS)));
    }

    MoveWish wish() {
        return new MoveWish(leg(), BigDecimal.valueOf(1 + random.nextInt(50)));
    }

    /** Decided a moment ago, or so long ago that it must not leave any more. */
    Request request(long now) {
        LegId leg = leg();
        long decidedAt = now - random.nextInt(random.nextInt(8) == 0 ? 6_000 : 300);
        String id = "o" + orders++;
        Quantity one = Quantity.of("1");
        return switch (random.nextInt(9)) {
            case 0, 1, 2 ->
                new Request.PlaceStop(new StopTicket(leg, id, Side.SELL, one, Price.of("98"), false), decidedAt);
            case 3 -> new Request.CancelStop(leg, id, decidedAt);
            case 4 -> new Request.PlaceMarket(new MarketTicket(leg, id, Side.SELL, one, true), decidedAt);
            case 5 -> new Request.PlaceMarket(new MarketTicket(leg, id, Side.BUY, one, false), decidedAt);
            case 6 -> new Request.QueryStop(leg, id);
            case 7 -> new Request.ReadPositions(Optional.of(leg.symbol()));
            default -> new Request.ReadStops(Optional.empty());
        };
    }

    Reply reply(long now) {
        return switch (random.nextInt(40)) {
            case 0 -> refused(-1003, new Usage(200, -1, -1, now + 1_000 + random.nextInt(4_000)));
            case 1 -> refused(-1015, new Usage(-1, 30, -1, -1, now + 1_000 + random.nextInt(4_000)));
            case 2, 3 -> refused(-1021, Usage.NONE);
            case 4, 5 -> refused(-1008, Usage.NONE);
            case 6, 7, 8 -> new Reply(new Outcome.Unknown("nothing came"), Usage.NONE);
            case 9 -> new Reply(new Outcome.NotSent("no connection"), Usage.NONE);
            case 10 -> done(new Answer.OrderLimits(new RateBudget.Limits(Integer.MAX_VALUE, 28, 90)), Usage.NONE);
            case 11, 12 -> done(new Answer.Positions(List.of()), new Usage(random.nextInt(180), -1, -1, -1));
            default -> done(new Answer.Positions(List.of()), new Usage(-1, random.nextInt(12), -1, -1));
        };
    }

    private static Reply refused(int code, Usage usage) {
        return new Reply(new Outcome.Refused(code, "refused"), usage);
    }

    private static Reply done(Answer answer, Usage usage) {
        return new Reply(new Outcome.Done(answer), usage);
    }
}
