package dev.belay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.exchange.GatewayHealth;
import dev.belay.exchange.Lane;
import dev.belay.journal.JournalFormat;

/** How the road to the exchange is, as a JSON document; amounts of money are texts. */
final class GatewayDocument {

    private GatewayDocument() {}

    /** A silence that is over at {@code now} is left out. */
    static ObjectNode of(GatewayHealth health, long now) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ObjectNode lanes = node.putObject("lanes");
        for (Lane lane : Lane.values()) {
            var waiting = health.waiting().getOrDefault(lane, GatewayHealth.Waiting.NOBODY);
            lanes.putObject(lane.name()).put("waiting", waiting.calls()).put("oldestMillis", waiting.longestMillis());
        }
        node.put("out", health.out());
        node.set("budget", budget(health.used()));
        JsonFields.time(node, "silentUntil", health.silentUntil() > now ? health.silentUntil() : 0);
        JsonFields.time(
                node, "placingSilentUntil", health.placingSilentUntil() > now ? health.placingSilentUntil() : 0);
        node.put("clockOffsetMillis", health.clockOffset());
        node.set("outcomes", outcomes(health.outcomes()));
        node.putObject("moves")
                .put("waiting", health.moves().waiting())
                .put("risk", health.moves().risk().toPlainString())
                .put("debt", health.moves().debt().toPlainString())
                .put("granted", health.moves().granted());
        return node;
    }

    private static ObjectNode budget(GatewayHealth.Used used) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        put(node, "weightPerMinute", used.weightPerMinute(), used.of().weightPerMinute());
        put(node, "ordersPer10Seconds", used.ordersPer10Seconds(), used.of().ordersPer10Seconds());
        put(node, "ordersPerMinute", used.ordersPerMinute(), used.of().ordersPerMinute());
        return node;
    }

    private static void put(ObjectNode node, String window, int used, int limit) {
        node.putObject(window).put("used", used).put("limit", limit);
    }

    private static ObjectNode outcomes(GatewayHealth.Outcomes outcomes) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("done", outcomes.done())
                .put("refused", outcomes.refused())
                .put("unknown", outcomes.unknown())
                .put("notSent", outcomes.notSent());
        ObjectNode codes = node.putObject("refusedByCode");
        outcomes.refusedByCode().forEach((code, count) -> codes.put(Integer.toString(code), count));
        return node;
    }
}
