package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The life of the listen key (binance-api §10.1). */
final class ListenKeyRoutes {

    private static final String PATH = " /fapi/v1/listenKey";

    private final ListenKeys keys;

    ListenKeyRoutes(ListenKeys keys) {
        this.keys = keys;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST" + PATH, Route.keyed((params, now) -> key(keys.open(now))));
        routes.put("PUT" + PATH, Route.keyed((params, now) -> key(keys.keep(now))));
        routes.put("DELETE" + PATH, Route.keyed((params, now) -> {
            keys.close();
            return Json.object();
        }));
    }

    private static JsonNode key(String key) {
        return Json.object().put("listenKey", key);
    }
}
