package dev.belay.monitoring;

import dev.belay.exchange.Answer;
import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Proof;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes the journal of a leg by hand; each event is a second after the one before. */
public final class LegLife {

    public static final long START = 1_763_700_000_000L;

    private final List<LegEvent> events = new ArrayList<>();
    private final LegId id;
    private Leg leg;
    private long now;
    private long trades;
    private String feeAsset = "USDT";

    public LegLife(LegId id) {
        this(id, START);
    }

    public LegLife(LegId id, long start) {
        this.id = id;
        this.leg = Leg.flat(id);
        this.now = start;
        add(new LegEvent.Claimed("node", now));
    }

    public LegId id() {
        return id;
    }

    public List<LegEvent> events() {
        return List.copyOf(events);
    }

    public Leg leg() {
        return leg;
    }

    public long now() {
        return now;
    }

    public LegLife feesIn(String asset) {
        feeAsset = asset;
        return this;
    }

    public LegLife add(LegEvent event) {
        leg = leg.after(event);
        events.add(event);
        now += 1_000;
        return this;
    }

    /** A long position of one at 100, with both its stops. */
    public LegLife opens() {
        add(new LegEvent.PositionOpened(
                leg.nextEpoch(),
                Direction.LONG,
                Quantity.of("1"),
                Price.of("100"),
                Price.of("60"),
                now,
                StopPolicy.DEFAULT,
                new Trail(Direction.LONG, Price.of("100"), Price.of("100"), false, Price.of("98"), now),
                true,
                new Proof(Proof.Kind.STREAM, now),
                now));
        stop(StopOrder.Slot.DISASTER, Quantity.ZERO, "95");
        return stop(StopOrder.Slot.WORKING, Quantity.of("1"), "98");
    }

    private LegLife stop(StopOrder.Slot slot, Quantity quantity, String trigger) {
        String name = slot + "-" + leg.sequence();
        add(new LegEvent.StopIntended(
                name, slot, leg.epoch(), Side.SELL, quantity, Price.of(trigger), "it opened", now, PriceKind.MARK));
        return add(new LegEvent.StopConfirmed(name, new Proof(Proof.Kind.ANSWER, now), now));
    }

    public LegLife peak(String price) {
        return add(new LegEvent.PeakMoved(Price.of(price), now, now));
    }

    public LegLife activates(String peak, String level) {
        return add(new LegEvent.TrailingActivated(trail(peak, level), Price.of(peak), now, now));
    }

    public LegLife moves(String peak, String level) {
        Price from = leg.open().orElseThrow().trail().level();
        return add(new LegEvent.LevelMoved(from, trail(peak, level), Price.of(peak), now, now));
    }

    private Trail trail(String peak, String level) {
        return new Trail(Direction.LONG, Price.of("100"), Price.of(peak), true, Price.of(level), now);
    }

    /** The position is over, and so are its stops. */
    public LegLife closes() {
        for (StopOrder stop : leg.stops().inOrder().toList()) {
            Proof proof = new Proof(Proof.Kind.STREAM, now);
            add(new LegEvent.StopEnded(stop.id(), Answer.StopStatus.EXPIRED, Quantity.ZERO, "", proof, now));
        }
        return add(new LegEvent.PositionClosed(new Proof(Proof.Kind.STREAM, now), now, now));
    }

    public LegLife buys(String quantity, String price) {
        return fills(Side.BUY, quantity, price, "0", now);
    }

    public LegLife sells(String quantity, String price, String profit) {
        return fills(Side.SELL, quantity, price, profit, now);
    }

    /** A fill with a fee of a hundredth. */
    public LegLife fills(Side side, String quantity, String price, String profit, long tradedAt) {
        trades++;
        return add(fill(trades, side, quantity, price, profit, tradedAt));
    }

    LegEvent.Filled fill(long trade, Side side, String quantity, String price, String profit, long tradedAt) {
        return new LegEvent.Filled(
                trade,
                trade + 1_000,
                "client",
                side,
                Quantity.of(quantity),
                Price.of(price),
                new BigDecimal(profit),
                new BigDecimal("0.01000000"),
                feeAsset,
                false,
                tradedAt,
                0,
                new Proof(Proof.Kind.STREAM, tradedAt),
                now);
    }

    public LegLife funding(long payment, String amount, String asset, long paidAt) {
        return add(new LegEvent.FundingPaid(
                payment, new BigDecimal(amount), asset, paidAt, 0, new Proof(Proof.Kind.LIST, paidAt), now));
    }

    /** What the whole journal adds up to in the tables for people. */
    public LegSheet sheet() {
        LegSheet sheet = LegSheet.empty(id);
        long sequence = 0;
        for (LegEvent event : events) {
            sequence++;
            sheet = sheet.after(sequence, event).sheet();
        }
        return sheet;
    }
}
