package dev.belay.journal;

import dev.belay.exchange.Answer;
import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.EntryPlan;
import dev.belay.position.LegEvent;
import dev.belay.position.MarketOrder;
import dev.belay.position.Proof;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.StopRule;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One event of every kind, as the stored examples of the first release have it. */
final class SampleEvents {

    private static final long AT = 1_763_719_200_123L;
    private static final StopPolicy POLICY = new StopPolicy(
            Percent.of("2"),
            Percent.of("1.5"),
            Percent.of("0.5"),
            Percent.of("0.1"),
            Duration.ofSeconds(2),
            Percent.of("5"),
            Duration.ofSeconds(3));
    private static final StopPolicy EVERY_RULE = POLICY.with(
                    "everything",
                    List.of(
                            new StopRule.TrailByTicks(150),
                            new StopRule.TrailByRange(new BigDecimal("2.5"), 14, Duration.ofMinutes(5)),
                            new StopRule.BreakEven(Percent.of("1"), Percent.of("0.05"), Percent.of("0.05")),
                            new StopRule.ProfitLock(List.of(
                                    new StopRule.Tier(Percent.of("3"), Percent.of("50")),
                                    new StopRule.Tier(Percent.of("6"), Percent.of("70")))),
                            new StopRule.TightenByAge(Duration.ofHours(24), Percent.of("0.3")),
                            new StopRule.CloseByAge(Duration.ofHours(72))))
            .fixedAt(Price.of("94000"));
    private static final Trail TRAIL = new Trail(
            Direction.LONG, Price.of("95218.9"), Price.of("96701.12345678"), true, Price.of("96217.6"), AT - 23);
    private static final Proof STREAM = new Proof(Proof.Kind.STREAM, AT - 5);

    private SampleEvents() {}

    /** What later releases can say besides, by the name of the stored example. */
    static Map<String, LegEvent> later() {
        StopPolicy byLast = POLICY.following(PriceKind.LAST);
        return Map.of(
                "position-opened.last",
                new LegEvent.PositionOpened(
                        1,
                        Direction.LONG,
                        Quantity.of("0.003"),
                        Price.of("95218.9"),
                        Price.ZERO,
                        AT - 5,
                        byLast,
                        TRAIL,
                        false,
                        STREAM,
                        AT),
                "policy-changed.last",
                new LegEvent.PolicyChanged(byLast, TRAIL, "thin order book", "alice", AT),
                "stop-intended.last",
                new LegEvent.StopIntended(
                        "bly1.4rk7a5.W4",
                        StopOrder.Slot.WORKING,
                        1,
                        Side.SELL,
                        Quantity.of("0.003"),
                        Price.of("96217.6"),
                        "the position of 0.003 has to be stopped at 96217.6 by the last price",
                        AT,
                        PriceKind.LAST),
                "stop-adopted.last",
                new LegEvent.StopAdopted(
                        "bly1.4rk7a5.W4",
                        StopOrder.Slot.WORKING,
                        1,
                        Side.SELL,
                        Quantity.of("0.003"),
                        Price.of("96217.6"),
                        STREAM,
                        AT,
                        PriceKind.LAST));
    }

    static List<LegEvent> all() {
        return List.of(
                new LegEvent.Claimed("akka://belay@127.0.0.1:40883", AT),
                new LegEvent.EntryDecided(
                        new EntryPlan(
                                Direction.SHORT,
                                Quantity.of("0.78"),
                                Price.of("190.38545392"),
                                Price.of("194.2"),
                                POLICY,
                                AT,
                                false),
                        "alice",
                        AT),
                new LegEvent.EntryAbandoned(
                        "the exchange refused the stop: -2021 Order would immediately trigger.", AT),
                new LegEvent.PositionOpened(
                        3,
                        Direction.LONG,
                        Quantity.of("0.003"),
                        Price.of("95218.9"),
                        Price.ZERO,
                        AT - 5,
                        POLICY,
                        new Trail(
                                Direction.LONG,
                                Price.of("95218.9"),
                                Price.of("95218.9"),
                                false,
                                Price.of("93314.5"),
                                AT - 5),
                        false,
                        STREAM,
                        AT),
                new LegEvent.PositionResized(
                        Quantity.of("0.006"),
                        Price.of("95300.00000001"),
                        Price.of("61000.5"),
                        AT - 5,
                        TRAIL,
                        STREAM,
                        AT),
                new LegEvent.PositionClosed(new Proof(Proof.Kind.ABSENT_THRICE, AT - 5), AT - 5, AT),
                new LegEvent.PeakMoved(Price.of("96701.12345678"), AT - 23, AT),
                new LegEvent.TrailingActivated(TRAIL, Price.of("96701.12345678"), AT - 23, AT),
                new LegEvent.LevelMoved(Price.of("96100"), TRAIL, Price.of("96701.12345678"), AT - 23, AT),
                new LegEvent.PolicyChanged(
                        EVERY_RULE,
                        new Trail(
                                Direction.LONG,
                                Price.of("95218.9"),
                                Price.of("96701.12345678"),
                                true,
                                Price.of("96217.6"),
                                AT - 23,
                                1),
                        "the market is calm",
                        "alice",
                        AT),
                new LegEvent.LevelOverridden(
                        Price.of("96217.6"),
                        new Trail(
                                Direction.LONG,
                                Price.of("95218.9"),
                                Price.of("96701.12345678"),
                                true,
                                Price.of("95000"),
                                AT,
                                2),
                        "more room over the weekend",
                        "alice",
                        AT),
                new LegEvent.LevelHit(Price.of("96217.6"), Price.of("96217.5"), AT - 23, AT),
                new LegEvent.CloseDecided("the operator wants it", "alice", AT),
                new LegEvent.StopIntended(
                        "bly1.4rk7a5.W4",
                        StopOrder.Slot.WORKING,
                        3,
                        Side.SELL,
                        Quantity.of("0.003"),
                        Price.of("93314.5"),
                        "the position of 0.003 has to be stopped at 93314.5",
                        AT),
                new LegEvent.StopIntendedAgain("bly1.4rk7a5.W4", AT),
                new LegEvent.StopConfirmed("bly1.4rk7a5.W4", STREAM, AT),
                new LegEvent.StopRefused("bly1.4rk7a5.W4", -2021, "Order would immediately trigger.", AT),
                new LegEvent.StopNotPlaced("bly1.4rk7a5.W4", new Proof(Proof.Kind.NOT_SENT, AT), AT),
                new LegEvent.StopDoubted("bly1.4rk7a5.W4", AT),
                new LegEvent.StopCarriedOver("bly1.4rk7a5.W4", AT),
                new LegEvent.StopTriggered("bly1.4rk7a5.W4", STREAM, AT),
                new LegEvent.StopEnded(
                        "bly1.4rk7a5.W4", Answer.StopStatus.FINISHED, Quantity.of("0.003"), "", STREAM, AT),
                new LegEvent.StopAdopted(
                        "web_stop",
                        StopOrder.Slot.DISASTER,
                        3,
                        Side.SELL,
                        Quantity.ZERO,
                        Price.of("90457.9"),
                        new Proof(Proof.Kind.LIST, AT),
                        AT),
                new LegEvent.CancelIntended("bly1.4rk7a5.W4", "bly1.4rk7a5.W9", AT - 800, AT - 1_200, AT),
                new LegEvent.OrderIntended(
                        "bly1.4rk7a5.X12", MarketOrder.Purpose.EXIT, Side.SELL, Quantity.of("0.003"), AT),
                new LegEvent.OrderRefused("bly1.4rk7a5.X12", -2022, "ReduceOnly Order is rejected.", AT),
                new LegEvent.OrderEnded(
                        "bly1.4rk7a5.X12",
                        Answer.OrderStatus.FILLED,
                        Quantity.of("0.003"),
                        Price.of("96210.1"),
                        new Proof(Proof.Kind.ANSWER, AT),
                        AT),
                new LegEvent.OrderNotPlaced("bly1.4rk7a5.X12", new Proof(Proof.Kind.NEVER_SEEN, AT), AT),
                new LegEvent.Filled(
                        5_012_345_678L,
                        88_937_381_063L,
                        "bly1.4rk7a5.X12",
                        Side.SELL,
                        Quantity.of("0.003"),
                        Price.of("96210.1"),
                        new BigDecimal("2.97360000"),
                        new BigDecimal("0.11545212"),
                        "USDT",
                        false,
                        AT - 7,
                        5_012_000_000L,
                        new Proof(Proof.Kind.STREAM, AT - 7),
                        AT),
                new LegEvent.FundingPaid(
                        9_689_322_392L,
                        new BigDecimal("-0.02856567"),
                        "USDT",
                        AT - 4_000,
                        AT - 600_000,
                        new Proof(Proof.Kind.LIST, AT - 4_000),
                        AT),
                new LegEvent.Rebuilt(418, 418, "row 312 is damaged", "alice", AT),
                new LegEvent.AlarmRaised(
                        "blind", "no price for 10000 ms; the stops at the exchange stay as they are", AT));
    }
}
