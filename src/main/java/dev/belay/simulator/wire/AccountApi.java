package dev.belay.simulator.wire;

import dev.belay.simulator.engine.SimulatedExchange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the REST surface that belongs to one account, and its ORDERS limits. */
final class AccountApi {

    private final SimulatedAccount account;
    private final RateLimits limits = new RateLimits();
    private final Signature signature;
    private final Map<String, Route> routes = new HashMap<>();

    AccountApi(SimulatedAccount account) {
        this.account = account;
        this.signature = new Signature(account.credentials().secret());
        SimulatedExchange exchange = account.exchange();
        new AccountRoutes(exchange).addTo(routes);
        new SettingRoutes(exchange).addTo(routes);
        new MarginRoutes(exchange).addTo(routes);
        new HistoryRoutes(exchange).addTo(routes);
        new OrderRoutes(exchange, limits).addTo(routes);
        new AlgoRoutes(exchange, limits).addTo(routes);
        new ListenKeyRoutes(account.listenKeys()).addTo(routes);
    }

    SimulatedAccount account() {
        return account;
    }

    Signature signature() {
        return signature;
    }

    /** Orders are counted per account, weight per address (binance-api §3.1). */
    RateLimits limits() {
        return limits;
    }

    /** What is behind a method and a path such as {@code GET /fapi/v1/order}; null when there is nothing. */
    @Nullable
    Route route(String name) {
        return routes.get(name);
    }
}
