package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.ToIntFunction;

/**
 * What happens for one method and path.
 *
 * @param weight what it costs (binance-api §3.3)
 * @param placesOrder whether it counts in the ORDERS pools
 */
record Route(Security security, ToIntFunction<Params> weight, boolean placesOrder, Handler handler) {

    /** What a caller must show (binance-api §2.1). */
    enum Security {
        NONE,
        KEY,
        SIGNED
    }

    /** Answers, or throws an {@link dev.belay.simulator.engine.ExchangeError}. */
    interface Handler {
        JsonNode answer(Params params, long now);
    }

    static Route open(int weight, Handler handler) {
        return new Route(Security.NONE, params -> weight, false, handler);
    }

    static Route open(ToIntFunction<Params> weight, Handler handler) {
        return new Route(Security.NONE, weight, false, handler);
    }

    static Route keyed(Handler handler) {
        return new Route(Security.KEY, params -> 1, false, handler);
    }

    static Route signed(int weight, Handler handler) {
        return new Route(Security.SIGNED, params -> weight, false, handler);
    }

    static Route signed(ToIntFunction<Params> weight, Handler handler) {
        return new Route(Security.SIGNED, weight, false, handler);
    }

    static Route order(Handler handler) {
        return new Route(Security.SIGNED, params -> 0, true, handler);
    }

    /** Several orders in one request. */
    static Route orders(int weight, Handler handler) {
        return new Route(Security.SIGNED, params -> weight, true, handler);
    }

    /** The usual rule: cheap with a symbol, dear without. */
    static ToIntFunction<Params> bySymbol(int with, int without) {
        return params -> params.has("symbol") ? with : without;
    }
}
