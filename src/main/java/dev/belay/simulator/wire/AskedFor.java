package dev.belay.simulator.wire;

import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A request as faults see it: what they can be aimed at, and whether overload protection may turn it away. */
final class AskedFor {

    private static final String ALGO = "POST /fapi/v1/algoOrder";
    private static final Set<String> ORDERS = Set.of(
            "POST /fapi/v1/order",
            "PUT /fapi/v1/order",
            "POST /fapi/v1/batchOrders",
            "PUT /fapi/v1/batchOrders",
            ALGO);
    private static final Set<String> THROTTLED =
            Set.of("POST /fapi/v1/order", "POST /fapi/v1/order/test", "POST /fapi/v1/batchOrders");

    private final OpenQuestions questions;
    private final String route;
    private final String account;
    private final Params params;
    private final String[] targets;

    AskedFor(Call call, Params params, String account, OpenQuestions questions) {
        this.route = call.method() + " " + call.path();
        this.account = account;
        this.questions = questions;
        this.params = params;
        List<String> all = new ArrayList<>(List.of(route, call.path(), account));
        params.optional("symbol").ifPresent(all::add);
        this.targets = all.toArray(String[]::new);
    }

    String[] targets() {
        return targets.clone();
    }

    /** Such as {@code GET /fapi/v1/order}. */
    String route() {
        return route;
    }

    String account() {
        return account;
    }

    /** Whether it names no symbol or this one. */
    boolean isAbout(String symbol) {
        return params.optional("symbol").map(symbol::equals).orElse(true);
    }

    boolean placesOrder() {
        return ORDERS.contains(route);
    }

    /** Whether -1008 may hit it: what closes or can only reduce is exempt (binance-api §3.4 D). */
    boolean isThrottled() {
        boolean isAlgo = route.equals(ALGO) && questions.is(OpenQuestion.THROTTLE_HITS_ALGO);
        return (isAlgo || THROTTLED.contains(route)) && !isExempt();
    }

    private boolean isExempt() {
        String side = params.optional("side").orElse("");
        return switch (params.optional("positionSide").orElse("BOTH")) {
                    case "LONG" -> side.equals("SELL");
                    case "SHORT" -> side.equals("BUY");
                    default -> isTrue("reduceOnly");
                }
                || isTrue("closePosition");
    }

    private boolean isTrue(String name) {
        return params.optional(name)
                .filter(value -> value.equalsIgnoreCase("true"))
                .isPresent();
    }
}
