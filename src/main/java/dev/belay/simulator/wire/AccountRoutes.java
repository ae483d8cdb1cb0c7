package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Positions and money of the account (binance-api §6). */
final class AccountRoutes {

    private final SimulatedExchange exchange;
    private final AccountJson json;

    AccountRoutes(SimulatedExchange exchange) {
        this.exchange = exchange;
        this.json = new AccountJson(exchange);
    }

    void addTo(Map<String, Route> routes) {
        routes.put("GET /fapi/v3/positionRisk", Route.signed(5, (params, now) -> positionRisk(params)));
        routes.put("GET /fapi/v3/account", Route.signed(5, (params, now) -> account(now)));
        routes.put(
                "GET /fapi/v3/balance",
                Route.signed(5, (params, now) -> Json.array().add(json.balance(now))));
    }

    private ArrayNode positionRisk(Params params) {
        params.optionalSymbol().ifPresent(symbol -> exchange.market().spec(symbol));
        List<PositionReport> wanted = reported().stream()
                .filter(report -> params.optionalSymbol()
                        .filter(symbol -> !symbol.equals(symbolOf(report)))
                        .isEmpty())
                .toList();
        return Json.array(wanted, json::positionRisk);
    }

    private JsonNode account(long now) {
        ObjectNode account = json.totals();
        account.set("assets", Json.array().add(json.asset(now)));
        account.set("positions", Json.array(reported(), json::position));
        return account;
    }

    /** Only what has a position or an open regular order: nothing else is in these answers (binance-api §6). */
    private List<PositionReport> reported() {
        Map<PositionKey, PositionReport> reports = new TreeMap<>();
        exchange.positions().forEach(report -> reports.put(report.position().key(), report));
        for (SimulatedOrder order : exchange.openOrders()) {
            for (PositionKey key : keys(order.ticket().symbol())) {
                reports.computeIfAbsent(key, exchange::position);
            }
        }
        if (exchange.questions().is(OpenQuestion.ALGO_SHOWS_IN_POSITION_RISK)) {
            for (SimulatedAlgoOrder order : exchange.openAlgoOrders()) {
                keys(order.symbol()).forEach(key -> reports.computeIfAbsent(key, exchange::position));
            }
        }
        return new ArrayList<>(reports.values());
    }

    private List<PositionKey> keys(Symbol symbol) {
        return exchange.state().hedge()
                ? List.of(new PositionKey(symbol, PositionSide.LONG), new PositionKey(symbol, PositionSide.SHORT))
                : List.of(new PositionKey(symbol, PositionSide.BOTH));
    }

    private static Symbol symbolOf(PositionReport report) {
        return report.position().key().symbol();
    }
}
