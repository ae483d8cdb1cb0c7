package dev.belay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.view.LegView;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A leg as a JSON document: of the API, and of {@code belay positions --json}. */
final class LegDocument {

    private LegDocument() {}

    static ObjectNode of(LegView view) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", view.leg().toString())
                .put("account", view.leg().account().toString())
                .put("symbol", view.leg().symbol().toString())
                .put("side", view.leg().side().name())
                .put("epoch", view.epoch())
                .put("phase", view.phase().name())
                .put("protection", view.protection().name());
        node.set("position", position(view.position()));
        node.set("stop", stop(view.stop()));
        node.set("result", result(view.result()));
        ObjectNode last = node.putObject("last");
        last.put("sequence", view.last().sequence()).put("text", view.last().text());
        JsonFields.time(last, "at", view.last().at());
        return node;
    }

    private static @Nullable ObjectNode position(LegView.@Nullable Position position) {
        if (position == null) {
            return null;
        }
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("direction", position.direction().name());
        JsonFields.text(node, "quantity", position.quantity());
        JsonFields.text(node, "entry", position.entry());
        JsonFields.text(node, "mark", position.mark());
        JsonFields.text(node, "profit", plain(position.profit()));
        JsonFields.text(node, "profitPercent", plain(position.profitPercent()));
        JsonFields.time(node, "openedAt", position.openedAt());
        return node;
    }

    private static @Nullable ObjectNode stop(LegView.@Nullable Stop stop) {
        if (stop == null) {
            return null;
        }
        ObjectNode node = JournalFormat.json().createObjectNode();
        JsonFields.text(node, "wanted", stop.wanted());
        JsonFields.text(node, "proven", stop.proven());
        JsonFields.text(node, "disaster", stop.disaster());
        JsonFields.text(node, "distancePercent", plain(stop.distancePercent()));
        node.put("activated", stop.activated());
        JsonFields.text(node, "peak", stop.peak());
        JsonFields.text(node, "activation", stop.activation());
        node.put("policy", stop.policy());
        node.put("price", stop.price().toString());
        return node;
    }

    private static ObjectNode result(LegView.Result result) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("fills", result.fills())
                .put("realizedProfit", result.realizedProfit().toPlainString());
        ObjectNode commissions = node.putObject("commissions");
        new TreeMap<>(result.commissions()).forEach((asset, amount) -> commissions.put(asset, amount.toPlainString()));
        return node;
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }
}
