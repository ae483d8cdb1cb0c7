package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.Market;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The REST surface (binance-api §16.1): every call gets Binance's answer or Binance's refusal, in the order of checks
 * of §16.2. Not thread-safe; one thread calls it.
 */
public final class RestApi {

    private final Map<String, Route> market = new HashMap<>();
    private final Map<String, AccountApi> accounts = new HashMap<>();
    private final RateLimits limits = new RateLimits();
    private final AccountApi first;
    private final VerdictListener verdicts;

    /** A surface with one account; more can be added. */
    public RestApi(Market contracts, CandleBook candles, SimulatedAccount account, VerdictListener verdicts) {
        this.verdicts = verdicts;
        this.first = new AccountApi(account);
        accounts.put(account.credentials().key(), first);
        new MarketRoutes(contracts, candles).addTo(market);
    }

    /** Lets in whoever shows the account's key. */
    public void add(SimulatedAccount account) {
        accounts.put(account.credentials().key(), new AccountApi(account));
    }

    /** Answers a call at {@code now}; never throws. */
    public Reply handle(Call call, long now) {
        AccountApi caller = accounts.get(call.key());
        Route route = route(call);
        try {
            JsonNode answer = answer(route, caller, call, now);
            verdicts.verdict(verdict(caller, call, now, 200, 0, ""));
            return new Reply(200, answer.toString(), headers(route, caller, now));
        } catch (ExchangeError refused) {
            verdicts.verdict(verdict(caller, call, now, refused.status(), refused.code(), refused.text()));
            return new Reply(refused.status(), Json.error(refused).toString(), headers(route, caller, now));
        } catch (RuntimeException bug) {
            // A bug of the simulator must look to the client as one of the exchange would.
            ExchangeError unknown =
                    new ExchangeError(400, -1000, "An unknown error occurred while processing the request.");
            verdicts.verdict(verdict(caller, call, now, unknown.status(), unknown.code(), bug.toString()));
            return new Reply(unknown.status(), Json.error(unknown).toString(), headers(route, caller, now));
        }
    }

    /** The caller's, or the first account's when the key is nobody's: paths are checked before keys. */
    private @Nullable Route route(Call call) {
        String name = call.method() + " " + call.path();
        Route open = market.get(name);
        return open == null ? accounts.getOrDefault(call.key(), first).route(name) : open;
    }

    private JsonNode answer(@Nullable Route route, @Nullable AccountApi caller, Call call, long now) {
        limits.checkBan(now);
        Params params = Params.of(call);
        limits.use(route == null ? 1 : route.weight().applyAsInt(params), now);
        if (route == null) {
            throw new ExchangeError(404, -5000, "Path " + call.path() + ", Method " + call.method() + " is invalid");
        }
        if (route.security() != Route.Security.NONE) {
            if (caller == null) {
                throw RequestCheck.unknown(call.key());
            }
            if (route.security() == Route.Security.SIGNED) {
                SimulatedAccount account = caller.account();
                RequestCheck.signed(
                        call, params, account.credentials(), account.exchange().questions(), now);
            }
        }
        return route.handler().answer(params, now);
    }

    private Map<String, String> headers(@Nullable Route route, @Nullable AccountApi caller, long now) {
        Map<String, String> headers = new HashMap<>();
        boolean isOrder = route != null && route.placesOrder();
        headers.put("X-MBX-USED-WEIGHT-1M", isOrder ? "-1" : String.valueOf(limits.usedWeight(now)));
        if (isOrder && caller != null) {
            headers.put("X-MBX-ORDER-COUNT-10S", String.valueOf(caller.limits().ordersOfTenSeconds(now)));
            headers.put("X-MBX-ORDER-COUNT-1M", String.valueOf(caller.limits().ordersOfMinute(now)));
        }
        return headers;
    }

    private static RequestVerdict verdict(
            @Nullable AccountApi caller, Call call, long now, int status, int code, String text) {
        String account = caller == null ? "" : caller.account().name();
        return new RequestVerdict(now, account, call.method(), call.path(), shown(call), status, code, text);
    }

    private static Map<String, String> shown(Call call) {
        try {
            return Params.of(call).shown();
        } catch (ExchangeError unreadable) {
            return Map.of();
        }
    }
}
