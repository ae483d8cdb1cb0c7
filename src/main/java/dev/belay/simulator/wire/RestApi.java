package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.SimulatedExchange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The REST surface (binance-api §16.1): every call gets Binance's answer or Binance's refusal, in the order of checks
 * of §16.2. Not thread-safe; one thread calls it.
 */
public final class RestApi {

    private final Map<String, Route> routes = new HashMap<>();
    private final RateLimits limits = new RateLimits();
    private final RequestCheck check;
    private final VerdictListener verdicts;

    public RestApi(
            SimulatedExchange exchange,
            Credentials credentials,
            ListenKeys listenKeys,
            CandleBook candles,
            VerdictListener verdicts) {
        this.check = new RequestCheck(credentials);
        this.verdicts = verdicts;
        new MarketRoutes(exchange, candles).addTo(routes);
        new AccountRoutes(exchange).addTo(routes);
        new SettingRoutes(exchange).addTo(routes);
        new HistoryRoutes(exchange).addTo(routes);
        new OrderRoutes(exchange, limits).addTo(routes);
        new AlgoRoutes(exchange, limits).addTo(routes);
        new ListenKeyRoutes(listenKeys).addTo(routes);
    }

    /** Answers a call at {@code now}; never throws. */
    public Reply handle(Call call, long now) {
        Route route = routes.get(call.method() + " " + call.path());
        try {
            JsonNode answer = answer(route, call, now);
            verdicts.verdict(verdict(call, now, 200, 0, ""));
            return new Reply(200, answer.toString(), headers(route, now));
        } catch (ExchangeError refused) {
            verdicts.verdict(verdict(call, now, refused.status(), refused.code(), refused.text()));
            return new Reply(refused.status(), Json.error(refused).toString(), headers(route, now));
        } catch (RuntimeException bug) {
            // A bug of the simulator must look to the client as one of the exchange would.
            ExchangeError unknown =
                    new ExchangeError(400, -1000, "An unknown error occurred while processing the request.");
            verdicts.verdict(verdict(call, now, unknown.status(), unknown.code(), bug.toString()));
            return new Reply(unknown.status(), Json.error(unknown).toString(), headers(route, now));
        }
    }

    private JsonNode answer(@Nullable Route route, Call call, long now) {
        limits.checkBan(now);
        Params params = Params.of(call);
        limits.use(route == null ? 1 : route.weight().applyAsInt(params), now);
        if (route == null) {
            throw new ExchangeError(404, -5000, "Path " + call.path() + ", Method " + call.method() + " is invalid");
        }
        check.check(route.security(), call, params, now);
        return route.handler().answer(params, now);
    }

    private Map<String, String> headers(@Nullable Route route, long now) {
        Map<String, String> headers = new HashMap<>();
        boolean isOrder = route != null && route.placesOrder();
        headers.put("X-MBX-USED-WEIGHT-1M", isOrder ? "-1" : String.valueOf(limits.usedWeight(now)));
        if (isOrder) {
            headers.put("X-MBX-ORDER-COUNT-10S", String.valueOf(limits.ordersOfTenSeconds(now)));
            headers.put("X-MBX-ORDER-COUNT-1M", String.valueOf(limits.ordersOfMinute(now)));
        }
        return headers;
    }

    private static RequestVerdict verdict(Call call, long now, int status, int code, String text) {
        return new RequestVerdict(now, call.method(), call.path(), shown(call), status, code, text);
    }

    private static Map<String, String> shown(Call call) {
        try {
            return Params.of(call).shown();
        } catch (ExchangeError unreadable) {
            return Map.of();
        }
    }
}
