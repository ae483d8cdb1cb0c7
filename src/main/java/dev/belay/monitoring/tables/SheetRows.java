package dev.belay.monitoring.tables;

import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.monitoring.EventType;
import dev.belay.monitoring.LegSheet;
import dev.belay.monitoring.Money;
import dev.belay.monitoring.MoneyLine;
import dev.belay.monitoring.PositionLine;
import dev.belay.position.Exposure;
import dev.belay.position.LegEvent;
import dev.belay.position.LegText;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sheet, and what happened to it, is in the tables. */
final class SheetRows {

    private SheetRows() {}

    /** The name of a position; null when {@code epoch} is 0, for it is not known yet. */
    static @Nullable String positionId(LegId leg, long epoch) {
        return epoch == 0 ? null : leg + "#" + epoch;
    }

    static TableRow leg(LegSheet sheet, long lastEventAt, String kept) {
        Money total = sheet.ledger().total();
        LegId id = sheet.leg().id();
        return named(new TableRow("monitoring.legs", 1).set("leg", id.toString()), id)
                .set("position_side", id.side().name())
                .set("quote_asset", Money.quoteAsset(id.symbol()))
                .set("phase", sheet.leg().phase().name())
                .set("complete", sheet.complete())
                .set("trades", sheet.ledger().trades())
                .set("realized_profit", total.realizedProfit())
                .set("fees", total.fees())
                .set("funding", total.funding())
                .set("balance_change", total.balanceChange())
                .set("last_sequence", sheet.leg().sequence())
                .time("last_event_at", lastEventAt)
                .set("sheet", kept);
    }

    static List<TableRow> otherAssets(LegSheet sheet) {
        LegId id = sheet.leg().id();
        return sheet.ledger().total().otherAssets().entrySet().stream()
                .map(entry -> otherAsset(id, entry))
                .toList();
    }

    private static TableRow otherAsset(LegId id, Map.Entry<String, BigDecimal> entry) {
        return new TableRow("monitoring.other_assets", 2)
                .set("leg", id.toString())
                .set("asset", entry.getKey())
                .set("account", id.account().toString())
                .set("balance_change", entry.getValue());
    }

    static TableRow position(LegId id, PositionLine line) {
        Exposure exposure = line.exposure();
        BigDecimal exit = line.exitPrice().orElse(null);
        return named(position(id, line, "monitoring.positions", "id"), id)
                .set("position_side", id.side().name())
                .set("epoch", line.epoch())
                .set("side", exposure.direction().name())
                .set("state", state(line))
                .set("quantity", exposure.quantity().decimal())
                .set("entry_price", exposure.entryPrice().decimal())
                .time("opened_at", exposure.openedAt())
                .time("closed_at", line.closedAt())
                .set("exit_price", exit)
                .set("exit_quantity", line.exitQuantity())
                .set("realized_profit", line.money().realizedProfit())
                .set("fees", line.money().fees())
                .set("funding", line.money().funding())
                .set("protection", line.protection().name())
                .set("stop_level", exposure.trail().level().decimal())
                .set("liquidation_price", unlessZero(exposure.liquidationPrice()))
                .set("policy", exposure.policy().name())
                .set("own_entry", exposure.ownEntry());
    }

    private static String state(PositionLine line) {
        if (line.forgotten()) {
            return "FORGOTTEN";
        }
        return line.isOpen() ? "OPEN" : "CLOSED";
    }

    private static @Nullable BigDecimal unlessZero(Price price) {
        return price.equals(Price.ZERO) ? null : price.decimal();
    }

    static TableRow trailing(LegId id, PositionLine line) {
        Exposure exposure = line.exposure();
        StopPolicy policy = exposure.policy();
        Price entry = exposure.trail().entry();
        long activation = exposure.direction().betterBy(entry.units(), policy.activation());
        return named(position(id, line, "monitoring.trailing_stop_state", "position_id"), id)
                .set("side", exposure.direction().name())
                .set("state", trailingState(line))
                .set("quantity", exposure.quantity().decimal())
                .set("entry_price", entry.decimal())
                .set("activated", exposure.trail().activated())
                .set("activation_percent", policy.activation().share().movePointRight(2))
                .set("activation_price", new Price(activation).decimal())
                .set("callback_percent", policy.callback().share().movePointRight(2))
                .set("peak_price", exposure.trail().peak().decimal())
                .set("stop_level", exposure.trail().level().decimal())
                .set("update_count", line.trailing().updates())
                .time("created_at", exposure.openedAt())
                .time("activated_at", line.trailing().activatedAt())
                .time("level_moved_at", exposure.trail().movedAt())
                .time("peak_saved_at", line.trailing().peakSavedAt())
                .set("policy", policy.name());
    }

    private static String trailingState(PositionLine line) {
        if (!line.isOpen()) {
            return "OVER";
        }
        return line.exposure().trail().activated() ? "TRAILING" : "WAITING";
    }

    private static TableRow position(LegId id, PositionLine line, String table, String key) {
        return new TableRow(table, 1).set(key, positionId(id, line.epoch())).set("leg", id.toString());
    }

    static TableRow event(Recorded recorded, long epoch) {
        LegEvent event = recorded.event();
        LegId id = recorded.leg();
        return named(
                        new TableRow("monitoring.events", 2)
                                .set("leg", id.toString())
                                .set("sequence", recorded.sequence()),
                        id)
                .set("position_side", id.side().name())
                .set("position_id", positionId(id, epoch))
                .time("occurred_at", event.at())
                .set("type", EventType.of(event).word())
                .set("event", JournalFormat.nameOf(event))
                .set("text", LegText.of(event))
                .set("details", new String(JournalFormat.write(event), StandardCharsets.UTF_8));
    }

    static TableRow money(LegId id, long sequence, MoneyLine line) {
        TableRow row = line instanceof MoneyLine.Trade trade
                ? trade(id, trade.fill())
                : funding(id, ((MoneyLine.Funding) line).paid());
        return named(row, id).set("position_id", positionId(id, line.epoch())).set("sequence", sequence);
    }

    private static TableRow trade(LegId id, LegEvent.Filled fill) {
        return new TableRow("monitoring.trades", 2)
                .set("leg", id.toString())
                .set("trade_id", fill.tradeId())
                .set("order_id", fill.orderId())
                .set("client_id", fill.clientId())
                .set("side", fill.side().name())
                .set("quantity", fill.quantity().decimal())
                .set("price", fill.price().decimal())
                .set("realized_profit", fill.realizedProfit())
                .set("commission", fill.commission())
                .set("commission_asset", fill.commissionAsset())
                .set("maker", fill.maker())
                .time("traded_at", fill.tradedAt());
    }

    private static TableRow funding(LegId id, LegEvent.FundingPaid paid) {
        return new TableRow("monitoring.fundings", 2)
                .set("leg", id.toString())
                .set("payment_id", paid.paymentId())
                .set("amount", paid.amount())
                .set("asset", paid.asset())
                .time("paid_at", paid.paidAt());
    }

    private static TableRow named(TableRow row, LegId id) {
        return row.set("account", id.account().toString())
                .set("symbol", id.symbol().name());
    }
}
