package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.simulator.engine.AlgoStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells a judge by hand what an exchange would see of one leg. Times are milliseconds after {@link #START}. */
final class Scene {

    static final long START = 1_790_000_000_000L;
    static final LegId LEG = LegId.parse("main:BTCUSDT:BOTH");
    static final JudgeTerms TERMS = JudgeTerms.of("t1");

    final ExchangeJudge judge = new ExchangeJudge(TERMS);
    private final Map<String, Observed.StopSeen> stops = new HashMap<>();
    private long numbers = 4_000;
    private long size;

    /** A client id of ours such as {@code bt1.x.W7}. */
    static String ours(String name) {
        return "bt1.x." + name;
    }

    static long units(String decimal) {
        return new BigDecimal(decimal).movePointRight(8).longValueExact();
    }

    Scene price(long at, String price) {
        judge.see(new Observed.PriceSeen(LEG.symbol(), units(price), units(price), START + at));
        return this;
    }

    /** Somebody else's order makes the position this, signed. */
    Scene position(long at, String amount) {
        return filled(at, "web-1", amount);
    }

    /** The position becomes this by an order of that id. */
    Scene filled(long at, String id, String amount) {
        long after = units(amount);
        Side side = after > size ? Side.BUY : Side.SELL;
        long change = Math.abs(after - size);
        judge.see(new Observed.PositionSeen(LEG, size, after, units("100"), START + at));
        judge.see(new Observed.FillSeen(LEG, ++numbers, id, side, units("100"), change, START + at));
        size = after;
        return this;
    }

    /** A working stop of ours is asked for and accepted. */
    Scene working(long at, String name, Side side, String quantity, String trigger) {
        return placed(at, ours(name), side, Quantity.of(quantity).units(), trigger, false);
    }

    /** The same by the last price. */
    Scene byLast(long at, String name, Side side, String quantity, String trigger) {
        long size = Quantity.of(quantity).units();
        return placed(at, ours(name), side, size, trigger, false, PriceKind.LAST);
    }

    /** The policy of the position follows this price from now on. */
    Scene follows(long at, PriceKind kind) {
        judge.see(new Observed.Follows(LEG, kind, START + at));
        return this;
    }

    /** A disaster stop of ours is asked for and accepted. */
    Scene disaster(long at, String name, Side side, String trigger) {
        return placed(at, ours(name), side, 0, trigger, true);
    }

    private Scene placed(long at, String id, Side side, long quantity, String trigger, boolean all) {
        return placed(at, id, side, quantity, trigger, all, PriceKind.MARK);
    }

    private Scene placed(long at, String id, Side side, long quantity, String trigger, boolean all, PriceKind by) {
        Observed.StopSeen stop = new Observed.StopSeen(
                LEG, ++numbers, id, side, quantity, Price.of(trigger).units(), all, AlgoStatus.NEW, START + at, by);
        stops.put(id, stop);
        judge.see(stop);
        return request(at, at, "POST", "/fapi/v1/algoOrder", id, "algo " + stop.number());
    }

    /** A stop ends in that way, and no request has done it. */
    Scene ended(long at, String name, AlgoStatus how) {
        Observed.StopSeen stop = stop(name);
        judge.see(new Observed.StopSeen(
                LEG,
                stop.number(),
                stop.id(),
                stop.side(),
                stop.quantity(),
                stop.trigger(),
                stop.closePosition(),
                how,
                START + at));
        return this;
    }

    private Observed.StopSeen stop(String name) {
        return Objects.requireNonNull(stops.get(ours(name)), name);
    }

    /** We cancel a stop; decided at {@code decided}. */
    Scene cancel(long decided, long at, String name) {
        ended(at, name, AlgoStatus.CANCELED);
        String effect = "algo " + stop(name).number();
        return request(decided, at, "DELETE", "/fapi/v1/algoOrder", ours(name), effect);
    }

    /** A request that is done and changes nothing. */
    Scene request(long at, String method, String path, String id) {
        return request(at, at, method, path, id, "");
    }

    /** A request that is refused with that code. */
    Scene refused(long at, String method, String path, String id, int code) {
        return answered(at, at, method, path, id, 400, code, "");
    }

    /** A request that is answered with 418: banned until a minute after {@link #START}. */
    Scene banned(long at) {
        String words = "Way too many requests; IP(127.0.0.1) banned until " + (START + 60_000) + ".";
        return answered(at, at, "GET", "/fapi/v1/time", "", 418, -1003, words);
    }

    private Scene request(long decided, long at, String method, String path, String id, String effect) {
        return answered(decided, at, method, path, id, 200, 0, effect);
    }

    private Scene answered(
            long decided, long at, String method, String path, String id, int status, int code, String words) {
        judge.see(new Observed.RequestSeen(
                LEG.account().name(),
                method,
                path,
                method.equals("DELETE") ? "" : LEG.symbol().name(),
                "BOTH",
                id,
                START + decided,
                status,
                code,
                status == 200 ? "" : words,
                status,
                1,
                method.equals("POST") ? 1 : 0,
                status == 200 && !words.isEmpty() ? List.of(words) : List.of(),
                START + at));
        return this;
    }

    /** Long 1, opened at 0 by somebody else; D at 90 after 100 ms, W at 95 after 200 ms. */
    static Scene guarded() {
        return new Scene()
                .position(0, "1")
                .disaster(100, "D1", Side.SELL, "90")
                .working(200, "W1", Side.SELL, "1", "95");
    }

    /** Lets the time pass and ends the run; the invariants that were broken, as often as they were. */
    List<String> broken(long at) {
        judge.end(START + at);
        return judge.violations().stream().map(Violation::invariant).toList();
    }
}
