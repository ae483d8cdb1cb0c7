package dev.belay.simulator.audit;

import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;
import dev.belay.simulator.wire.SocketChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The audit as a file of JSON lines, append-only; the kinds of records are described in the handbook. Prices are
 * thinned: one per symbol and second, and each at which something triggers.
 */
public final class AuditFile implements SimulatorAudit, AutoCloseable {

    private static final long PRICE_INTERVAL = 1_000;

    private final Path file;
    private final AuditLines lines;
    private final OrderRecords orders;
    private final Map<Symbol, PriceStep> newest = new HashMap<>();
    private final Map<Symbol, Long> written = new HashMap<>();
    private final Map<String, Map<PositionKey, String>> sizes = new HashMap<>();
    private boolean unkept;

    /** Goes on at the end of {@code file}; throws {@link IOException} when it cannot be written. */
    public AuditFile(Path file) throws IOException {
        this.file = file;
        this.lines = new AuditLines(file);
        this.orders = new OrderRecords(lines);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void account(String name, SimulatedExchange exchange, long at) {
        lines.record("account", at, json -> {
            json.writeStringField("account", name);
            json.writeStringField("wallet", exchange.state().wallet().toPlainString());
            json.writeBooleanField("hedge", exchange.state().hedge());
        });
        exchange.positions().forEach(report -> position(name, report, at));
        exchange.openOrders().forEach(order -> orders.order(name, order, "", "0", at));
        exchange.openAlgoOrders().forEach(order -> orders.algo(name, order, at));
        lines.flush();
    }

    @Override
    public synchronized void price(PriceStep step) {
        newest.put(step.symbol(), step);
        if (step.at() - written.getOrDefault(step.symbol(), Long.MIN_VALUE / 2) >= PRICE_INTERVAL) {
            write(step);
        }
    }

    private void write(PriceStep step) {
        written.put(step.symbol(), step.at());
        lines.record("price", step.at(), json -> {
            json.writeStringField("symbol", step.symbol().name());
            json.writeStringField("last", step.last().toString());
            json.writeStringField("mark", step.mark().toString());
        });
    }

    @Override
    public synchronized void request(RequestVerdict verdict) {
        lines.record("request", verdict.at(), json -> {
            json.writeStringField("account", verdict.account());
            json.writeStringField("method", verdict.method());
            json.writeStringField("path", verdict.path());
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> parameter : verdict.parameters().entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("status", verdict.status());
            json.writeNumberField("code", verdict.code());
            json.writeStringField("text", verdict.text());
            json.writeNumberField("told", verdict.told());
            json.writeNumberField("weight", verdict.weight());
            json.writeNumberField("orders", verdict.orders());
            AuditLines.texts(json, "effects", verdict.effects());
        });
        unkept = true;
    }

    @Override
    public synchronized void event(String account, ExchangeEvent event) {
        long at = event.time().transaction();
        if (event instanceof ExchangeEvent.OrderChanged changed) {
            orders.order(
                    account,
                    changed.order(),
                    changed.execution().name(),
                    String.valueOf(changed.reason().code()),
                    at);
            if (changed.trade() != null) {
                orders.fill(account, changed.trade(), at);
            }
        } else if (event instanceof ExchangeEvent.AlgoChanged changed) {
            triggering(changed);
            orders.algo(account, changed.order(), at);
        } else if (event instanceof ExchangeEvent.AccountChanged changed) {
            wallet(account, changed, at);
            changed.positions().forEach(report -> position(account, report, at));
        } else if (event instanceof ExchangeEvent.LeverageChanged changed) {
            lines.record("leverage", at, json -> {
                json.writeStringField("account", account);
                json.writeStringField("symbol", changed.symbol().name());
                json.writeNumberField("leverage", changed.leverage());
            });
        }
        unkept = true;
    }

    /** The price that did it stands before its effect, even if its second already has one. */
    private void triggering(ExchangeEvent.AlgoChanged changed) {
        PriceStep step = newest.get(changed.order().symbol());
        boolean isUnwritten = step != null && step.at() != written.getOrDefault(step.symbol(), 0L);
        if (changed.order().outcome().triggeredAt() != 0 && step != null && isUnwritten) {
            write(step);
        }
    }

    private void wallet(String account, ExchangeEvent.AccountChanged changed, long at) {
        lines.record("wallet", at, json -> {
            json.writeStringField("account", account);
            json.writeStringField("reason", changed.reason());
            json.writeStringField("wallet", changed.wallet().toPlainString());
            json.writeStringField("change", changed.balanceChange().toPlainString());
        });
    }

    private void position(String account, PositionReport report, long at) {
        PositionKey key = report.position().key();
        String after = report.position().signedAmount().toPlainString();
        String before = sizes.computeIfAbsent(account, any -> new HashMap<>()).put(key, after);
        lines.record("position", at, json -> {
            json.writeStringField("account", account);
            json.writeStringField("symbol", key.symbol().name());
            json.writeStringField("positionSide", key.side().name());
            json.writeStringField("before", before == null ? "0" : before);
            json.writeStringField("after", after);
            json.writeStringField("entry", report.position().entryPrice().toPlainString());
        });
    }

    @Override
    public synchronized void armed(FaultBoard.Armed fault) {
        fault("armed", fault, fault.armedAt(), "");
    }

    @Override
    public synchronized void disarmed(FaultBoard.Armed fault, long at) {
        fault("disarmed", fault, at, "");
    }

    @Override
    public synchronized void fault(FaultBoard.Armed fault, String what, long at) {
        fault("fired", fault, at, what);
    }

    private void fault(String kind, FaultBoard.Armed fault, long at, String what) {
        lines.record(kind, at, json -> {
            json.writeNumberField("id", fault.id());
            json.writeStringField("fault", fault.order().fault().name());
            json.writeStringField("target", fault.order().target());
            json.writeNumberField("fired", fault.fired());
            json.writeStringField("at", what);
        });
        lines.flush();
    }

    @Override
    public synchronized void socket(SocketChange change) {
        lines.record("socket", change.at(), json -> {
            json.writeNumberField("socket", change.socket());
            json.writeStringField("what", change.what());
            json.writeStringField("realm", change.kind());
            json.writeNumberField("code", change.code());
            AuditLines.texts(json, "streams", change.streams());
        });
        lines.flush();
    }

    /** Prices alone may wait: they make up most of the file and nothing has come of them. */
    @Override
    public synchronized void settled() {
        if (unkept) {
            unkept = false;
            lines.flush();
        }
    }

    /** Hands over what is still held back, which is prices only. */
    public synchronized void flush() {
        lines.flush();
    }

    @Override
    public synchronized void close() {
        try {
            lines.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the audit " + file + " cannot be closed", unwritable);
        }
    }
}
