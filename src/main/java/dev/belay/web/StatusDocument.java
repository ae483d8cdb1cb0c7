package dev.belay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.exchange.GatewayHealth;
import dev.belay.exchange.StopRoom;
import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketStreamActor;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.position.AccountActor;
import dev.belay.position.Protection;
import dev.belay.view.LegView;
import dev.belay.view.PositionsActor;
import java.util.List;
import java.util.Locale;

/** How the node is, in one document. */
final class StatusDocument {

    private final ObjectNode node = JournalFormat.json().createObjectNode();

    private final long now;

    StatusDocument(ApiBackend.About about, long now) {
        this.now = now;
        node.put("mode", about.mode())
                .put("version", about.version())
                .put("account", about.account().toString())
                .put("exchange", about.exchange());
        JsonFields.time(node, "time", now);
    }

    StatusDocument with(PositionsActor.Views all, AccountActor.Health account) {
        List<LegView> views = all.legs();
        node.put("silentNodes", all.silent());
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
        node.putObject("conditionalOrders")
                .put("resting", account.conditionalOrders())
                .put("most", StopRoom.MOST)
                .put("crowded", account.conditionalOrders() >= StopRoom.CROWDED);
        return this;
    }

    StatusDocument withGateway(GatewayHealth health) {
        node.set("gateway", GatewayDocument.of(health, now));
        return this;
    }

    /** How the tables for people follow the journal; {@code lag} in milliseconds. */
    StatusDocument withFollowing(FollowingHealth.Report report) {
        ObjectNode tables = node.putObject("tables");
        tables.put("events", report.events())
                .put("lagMedian", report.lagMedian())
                .put("lagP99", report.lagP99())
                .put("lagWorst", report.lagWorst())
                .put("following", report.failure().isEmpty());
        report.failure().ifPresent(failure -> tables.put("failure", failure));
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
