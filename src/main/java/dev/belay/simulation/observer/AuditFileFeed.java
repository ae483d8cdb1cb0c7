package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.Account;
import dev.belay.money.FixedPoint;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import dev.belay.simulator.engine.AlgoStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Shows a judge what an audit file says that a simulator saw; records that no judge needs are left out. */
public final class AuditFileFeed {

    private final Consumer<Observed> judge;
    private long last;

    public AuditFileFeed(ExchangeJudge judge) {
        this(judge::see);
    }

    /** Shows it to whoever wants to see it, in order. */
    public AuditFileFeed(Consumer<Observed> judge) {
        this.judge = judge;
    }

    /** Shows all of {@code file}; throws {@link IOException} when it cannot be read. */
    public void all(Path file) throws IOException {
        AuditReader.each(file, this::next);
    }

    /** When the last record was written, exchange time; 0 before the first. */
    public long last() {
        return last;
    }

    /** Shows one record; throws {@link IllegalArgumentException} when it is not what its kind promises. */
    public void next(AuditRecord line) {
        last = Math.max(last, line.at());
        switch (line.kind()) {
            case "price" ->
                judge.accept(new Observed.PriceSeen(
                        new Symbol(line.text("symbol")), units(line, "last"), units(line, "mark"), line.at()));
            case "request" -> judge.accept(request(line));
            case "algo" -> judge.accept(stop(line));
            case "order" -> judge.accept(order(line));
            case "position" -> judge.accept(position(line));
            case "fill" -> judge.accept(fill(line));
            case "fired" -> judge.accept(new Observed.FaultSeen(line.text("fault"), line.text("at"), line.at()));
            case "account" -> judge.accept(new Observed.AccountSeen(line.text("account"), line.at()));
            default -> {
                // Wallets, leverage, sockets and faults that are only armed are judged by nobody.
            }
        }
    }

    private static long units(AuditRecord line, String name) {
        return FixedPoint.exactly(line.decimal(name));
    }

    private static LegId leg(AuditRecord line) {
        return new LegId(
                new Account(line.text("account")),
                new Symbol(line.text("symbol")),
                PositionSide.valueOf(line.text("positionSide")));
    }

    private static Side side(AuditRecord line) {
        return Side.valueOf(line.text("side"));
    }

    private static Observed request(AuditRecord line) {
        return new Observed.RequestSeen(
                line.text("account"),
                line.text("method"),
                line.text("path"),
                line.parameter("symbol"),
                line.parameter("positionSide"),
                RequestNames.id(line::parameter),
                RequestNames.time(line.parameter("timestamp")),
                (int) line.number("status"),
                (int) line.number("code"),
                line.text("text"),
                (int) line.number("told"),
                (int) line.number("weight"),
                (int) line.number("orders"),
                line.texts("effects"),
                line.at());
    }

    private static Observed stop(AuditRecord line) {
        return new Observed.StopSeen(
                leg(line),
                line.number("id"),
                line.text("client"),
                side(line),
                units(line, "quantity"),
                units(line, "trigger"),
                line.text("closePosition").equals("true"),
                AlgoStatus.valueOf(line.text("status")),
                line.at(),
                line.text("workingType").equals("MARK_PRICE") ? PriceKind.MARK : PriceKind.LAST);
    }

    private static Observed order(AuditRecord line) {
        return new Observed.OrderSeen(
                leg(line),
                line.number("id"),
                line.text("client"),
                side(line),
                units(line, "quantity"),
                line.text("status"),
                line.at());
    }

    private static Observed position(AuditRecord line) {
        return new Observed.PositionSeen(
                leg(line),
                units(line, "before"),
                units(line, "after"),
                FixedPoint.nearest(line.decimal("entry")),
                line.at());
    }

    private static Observed fill(AuditRecord line) {
        return new Observed.FillSeen(
                leg(line),
                line.number("order"),
                line.text("client"),
                side(line),
                units(line, "price"),
                units(line, "quantity"),
                line.at());
    }
}
