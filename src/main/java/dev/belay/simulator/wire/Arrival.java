package dev.belay.simulator.wire;

import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is being looked at: who sent it, where it goes and what the limits were before. */
final class Arrival {

    private final Call call;
    private final @Nullable AccountApi caller;
    private final @Nullable Route route;
    private final RateLimits address;
    private final long now;
    private final OpenQuestions questions;
    private final Params params;
    private final AskedFor asked;
    private final long weightBefore;
    private final long ordersBefore;

    /** @param questions how the exchange answers what is not known of the real one */
    Arrival(
            Call call,
            @Nullable AccountApi caller,
            @Nullable Route route,
            RateLimits address,
            OpenQuestions questions,
            long now) {
        this.call = call;
        this.questions = questions;
        this.caller = caller;
        this.route = route;
        this.address = address;
        this.now = now;
        this.params = Params.of(call);
        this.asked = new AskedFor(call, params, account(), questions);
        this.weightBefore = address.totalWeight();
        this.ordersBefore = totalOrders();
    }

    private String account() {
        return caller == null ? "" : caller.account().name();
    }

    private long totalOrders() {
        return caller == null ? 0 : caller.limits().totalOrders();
    }

    Call call() {
        return call;
    }

    Params params() {
        return params;
    }

    @Nullable
    AccountApi caller() {
        return caller;
    }

    @Nullable
    Route route() {
        return route;
    }

    long now() {
        return now;
    }

    AskedFor asked() {
        return asked;
    }

    /** What the limits stand at (binance-api §3.2). */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        boolean isOrder = route != null && route.placesOrder();
        headers.put("X-MBX-USED-WEIGHT-1M", isOrder ? "-1" : String.valueOf(address.usedWeight(now)));
        if (isOrder && caller != null) {
            headers.put("X-MBX-ORDER-COUNT-10S", String.valueOf(caller.limits().ordersOfTenSeconds(now)));
            headers.put("X-MBX-ORDER-COUNT-1M", String.valueOf(caller.limits().ordersOfMinute(now)));
        }
        return headers;
    }

    /** With {@code Retry-After} if the exchange sends it and {@code status} is one of too many requests. */
    Map<String, String> headers(int status) {
        Map<String, String> headers = headers();
        boolean isTooMuch = status == 429 || status == 418;
        if (isTooMuch && questions.is(OpenQuestion.RETRY_AFTER_SENT)) {
            headers.put("Retry-After", String.valueOf(address.retryAfterSeconds(now)));
        }
        return headers;
    }

    /** What became of it. */
    RequestVerdict verdict(int status, int code, String text, Reply reply) {
        int told = reply.delivery().lost() ? 0 : reply.status();
        return new RequestVerdict(
                now,
                account(),
                call.method(),
                call.path(),
                params.shown(),
                status,
                code,
                text,
                told,
                (int) (address.totalWeight() - weightBefore),
                (int) (totalOrders() - ordersBefore),
                List.of());
    }
}
