package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.faults.FaultBoard;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The REST surface (binance-api §16.1): every call gets Binance's answer or Binance's refusal, in the order of checks
 * of §16.2. Not thread-safe; one thread calls it.
 */
public final class RestApi {

    private static final String TIME = "/fapi/v1/time";

    private final Map<String, Route> market = new HashMap<>();
    private final Map<String, AccountApi> accounts = new HashMap<>();
    private final RateLimits limits = new RateLimits();
    private final AccountApi first;
    private final VerdictListener verdicts;
    private final RequestFaults faults;
    private final PositionFaults positionFaults;

    /** A surface with one account; more can be added. */
    public RestApi(
            Market contracts,
            CandleBook candles,
            SimulatedAccount account,
            VerdictListener verdicts,
            FaultBoard board) {
        this.verdicts = verdicts;
        this.faults = new RequestFaults(board, limits);
        this.positionFaults = new PositionFaults(board);
        this.first = new AccountApi(account);
        accounts.put(account.credentials().key(), first);
        new MarketRoutes(contracts, candles).addTo(market);
    }

    /** Lets in whoever shows the account's key. */
    public void add(SimulatedAccount account) {
        accounts.put(account.credentials().key(), new AccountApi(account));
    }

    /** Keeps what the accounts' positions are now, for the stale answers of a fault armed now. */
    public void keepPositions(long now) {
        accounts.values().forEach(account -> positionFaults.keep(account, now));
    }

    /** Answers a call at {@code now}; never throws. */
    public Reply handle(Call call, long now) {
        Arrival arrival = new Arrival(
                call,
                accounts.get(call.key()),
                route(call),
                limits,
                first.account().exchange().questions(),
                now);
        try {
            faults.mayBan(arrival.asked(), now);
            limits.checkBan(now);
            Reply instead = faults.instead(arrival.asked(), now).orElse(null);
            return instead == null ? answered(arrival) : told(arrival, instead.status(), 0, instead.body(), instead);
        } catch (ExchangeError refused) {
            return refused(arrival, refused, refused.text());
        } catch (RuntimeException bug) {
            // A bug of the simulator must look to the client as one of the exchange would.
            ExchangeError unknown =
                    new ExchangeError(400, -1000, "An unknown error occurred while processing the request.");
            return refused(arrival, unknown, bug.toString());
        }
    }

    private Reply answered(Arrival arrival) {
        long now = arrival.now();
        JsonNode answer = answer(arrival);
        String body = faults.strange(arrival.asked(), answer, now).toString();
        Reply reply = new Reply(200, body, arrival.headers());
        return told(arrival, 200, 0, "", faults.after(arrival.asked(), reply, now));
    }

    private Reply refused(Arrival arrival, ExchangeError refused, String reason) {
        Reply reply = new Reply(refused.status(), Json.error(refused).toString(), arrival.headers(refused.status()));
        Reply told = faults.after(arrival.asked(), reply, arrival.now());
        return told(arrival, refused.status(), refused.code(), reason, told);
    }

    private Reply told(Arrival arrival, int status, int code, String text, Reply reply) {
        verdicts.verdict(arrival.verdict(status, code, text, reply));
        return reply;
    }

    /** The caller's, or the first account's when the key is nobody's: paths are checked before keys. */
    private @Nullable Route route(Call call) {
        String name = call.method() + " " + call.path();
        Route open = market.get(name);
        return open == null ? accounts.getOrDefault(call.key(), first).route(name) : open;
    }

    private JsonNode answer(Arrival arrival) {
        Call call = arrival.call();
        Route route = arrival.route();
        Params params = arrival.params();
        limits.use(route == null ? 1 : route.weight().applyAsInt(params), arrival.now());
        if (route == null) {
            throw new ExchangeError(404, -5000, "Path " + call.path() + ", Method " + call.method() + " is invalid");
        }
        long serverTime = faults.serverTime(arrival.now());
        check(route, arrival, params, serverTime);
        params.refuseRepeated();
        long now = call.path().equals(TIME) ? serverTime : arrival.now();
        return positionFaults.changed(arrival.asked(), route.handler().answer(params, now), arrival.now());
    }

    private void check(Route route, Arrival arrival, Params params, long serverTime) {
        if (route.security() == Route.Security.NONE) {
            return;
        }
        faults.mayRevoke(arrival.asked(), arrival.now());
        AccountApi caller = arrival.caller();
        if (caller == null) {
            throw RequestCheck.unknown(arrival.call().key());
        }
        if (route.security() == Route.Security.SIGNED) {
            RequestCheck.signed(
                    arrival.call(),
                    params,
                    caller.signature(),
                    caller.account().exchange().questions(),
                    serverTime);
        }
    }
}
