package dev.belay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.exchange.GatewayHealth;
import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketStreamActor;
import dev.belay.position.AccountActor;
import dev.belay.position.Protection;
import dev.belay.view.LegView;
import java.util.List;
import java.util.Locale;

/** How the node is, in one document. */
final class StatusDocument {

    private final ObjectNode node = JournalFormat.json().createObjectNode();

    StatusDocument(ApiBackend.About about, long now) {
        node.put("mode", about.mode())
                .put("version", about.version())
                .put("account", about.account().toString())
                .put("exchange", about.exchange());
        JsonFields.time(node, "time", now);
    }

    StatusDocument with(List<LegView> views, AccountActor.Health account) {
        ObjectNode positions = node.putObject("positions");
        positions.put(
                "open", views.stream().filter(view -> view.position() != null).count());
        for (Protection.State state :
                List.of(Protection.State.PROTECTED, Protection.State.ADJUSTING, Protection.State.UNPROTECTED)) {
            positions.put(
                    state.name().toLowerCase(Locale.ROOT),
                    views.stream().filter(view -> view.protection() == state).count());
        }
        ObjectNode stream = node.putObject("userStream");
        stream.put("connected", account.streamConnected())
                .put("events", account.events())
                .put("otherEvents", account.otherEvents());
        JsonFields.time(stream, "positionsReadAt", account.positionsReadAt());
        JsonFields.time(stream, "stopsReadAt", account.stopsReadAt());
        return this;
    }

    StatusDocument withGateway(GatewayHealth health) {
        ObjectNode gateway = node.putObject("gateway");
        ObjectNode queued = gateway.putObject("queued");
        ObjectNode waited = gateway.putObject("waitedMillis");
        health.waiting().forEach((lane, waiting) -> {
            queued.put(lane.name(), waiting.calls());
            waited.put(lane.name(), waiting.longestMillis());
        });
        gateway.put("out", health.out())
                .put("weightUsed", health.used().weightPerMinute())
                .put("ordersUsed10s", health.used().ordersPer10Seconds())
                .put("ordersUsed", health.used().ordersPerMinute())
                .put("weightLimit", health.used().of().weightPerMinute())
                .put("orderLimit10s", health.used().of().ordersPer10Seconds())
                .put("orderLimit", health.used().of().ordersPerMinute())
                .put("done", health.outcomes().done())
                .put("refused", health.outcomes().refused())
                .put("unknown", health.outcomes().unknown())
                .put("notSent", health.outcomes().notSent())
                .put("clockOffsetMillis", health.clockOffset())
                .put("movesWaiting", health.moves().waiting())
                .put("movesGranted", health.moves().granted())
                .put("debt", health.moves().debt().toPlainString());
        JsonFields.time(gateway, "silentUntil", health.silentUntil());
        JsonFields.time(gateway, "placingSilentUntil", health.placingSilentUntil());
        return this;
    }

    ObjectNode withMarket(MarketStreamActor.Health health) {
        ObjectNode market = node.putObject("marketStream");
        market.put("connected", health.connected())
                .put("prices", health.prices())
                .put("unreadable", health.unreadable())
                .put("symbols", health.symbols())
                .put("polled", health.polled());
        JsonFields.time(market, "lastPriceAt", health.lastPriceAt());
        return node;
    }
}
