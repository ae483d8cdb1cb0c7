package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is made to go wrong with requests and their answers (binance-api §3.4, §16.7). */
final class RequestFaults {

    private static final String EXECUTION_UNKNOWN = "Unknown error, please check your request or try again later.";
    private static final long USUAL_BAN = 120_000;
    private static final long USUAL_SLOWNESS = 2_000;
    private static final int BAD_GATEWAY = 502;
    private static final int UNHEARD_OF = -4999;

    private final FaultBoard board;
    private final RateLimits limits;

    RequestFaults(FaultBoard board, RateLimits limits) {
        this.board = board;
        this.limits = limits;
    }

    /** The time that the server believes in. */
    long serverTime(long now) {
        return board.isQuiet()
                ? now
                : now
                        + board.holds(Fault.CLOCK_SKEW, now)
                                .map(order -> order.number("ms", USUAL_SLOWNESS))
                                .orElse(0L);
    }

    /** Begins a ban if that is armed; the next check finds it. */
    void mayBan(AskedFor asked, long now) {
        if (!board.isQuiet()) {
            fires(Fault.BAN_418, asked, now).ifPresent(order -> limits.ban(now + order.number("ms", USUAL_BAN)));
        }
    }

    /** What is answered instead of looking at the request at all; throws when it is a refusal with a code. */
    Optional<Reply> instead(AskedFor asked, long now) {
        if (board.isQuiet()) {
            return Optional.empty();
        }
        refuse(asked, now);
        return fires(Fault.REQUEST_LOST, asked, now)
                .map(order -> new Reply(0, "", Map.of(), Delivery.LOST))
                .or(() -> fires(Fault.WAF_403_HTML, asked, now).map(order -> page(403, "Request blocked")))
                .or(() -> fires(Fault.HTML_BODY, asked, now)
                        .map(order -> page((int) order.number("status", BAD_GATEWAY), "Server error")))
                .or(() -> fires(Fault.HTTP_503_B, asked, now).map(order -> message(503, "Service Unavailable.")))
                .or(() -> fires(Fault.UNKNOWN_NOT_EXECUTED, asked, now).map(order -> message(503, EXECUTION_UNKNOWN)));
    }

    private void refuse(AskedFor asked, long now) {
        refuseIf(true, Fault.RATE_429, asked, limits::tooManyRequests, now);
        refuseIf(true, Fault.UNKNOWN_CODE, asked, RequestFaults::unheardOf, now);
        refuseIf(true, Fault.HTTP_503_C, asked, RequestFaults::failed, now);
        refuseIf(asked.isThrottled(), Fault.HTTP_503_D, asked, RequestFaults::throttled, now);
        refuseIf(asked.placesOrder(), Fault.ORDERS_1015, asked, RateLimits::tooManyOrders, now);
        refuseIf(isTimeout(asked, false, now), Fault.TIMEOUT_1007, asked, RequestFaults::timeout, now);
    }

    private void refuseIf(boolean can, Fault fault, AskedFor asked, Supplier<ExchangeError> refusal, long now) {
        if (can && fires(fault, asked, now).isPresent()) {
            throw refusal.get();
        }
    }

    /** What is answered although the request was looked at. */
    Reply after(AskedFor asked, Reply reply, long now) {
        if (board.isQuiet()) {
            return reply;
        }
        Reply told = reply;
        if (reply.status() == 200) {
            told = fires(Fault.UNKNOWN_EXECUTED, asked, now)
                    .map(order -> message(503, EXECUTION_UNKNOWN))
                    .or(() -> executedTimeout(asked, now))
                    .orElse(reply);
        }
        if (fires(Fault.RESPONSE_LOST, asked, now).isPresent()) {
            return new Reply(told.status(), told.body(), told.headers(), Delivery.LOST);
        }
        Reply inTime = told;
        return fires(Fault.SLOW_ANSWER, asked, now)
                .map(order -> new Reply(
                        inTime.status(),
                        inTime.body(),
                        inTime.headers(),
                        inTime.delivery().later(order.number("ms", USUAL_SLOWNESS))))
                .orElse(told);
    }

    /** The answer, perhaps with a field that nobody knows. */
    JsonNode strange(AskedFor asked, JsonNode answer, long now) {
        if (board.isQuiet() || fires(Fault.UNKNOWN_FIELD, asked, now).isEmpty()) {
            return answer;
        }
        JsonNode first = answer.isArray() ? answer.path(0) : answer;
        if (first instanceof ObjectNode object) {
            object.put(EventFaults.UNKNOWN_NAME, EventFaults.UNKNOWN_WORD);
        }
        return answer;
    }

    private Optional<Reply> executedTimeout(AskedFor asked, long now) {
        return isTimeout(asked, true, now)
                ? fires(Fault.TIMEOUT_1007, asked, now).map(order -> reply(timeout()))
                : Optional.empty();
    }

    private boolean isTimeout(AskedFor asked, boolean executed, long now) {
        return board.holds(Fault.TIMEOUT_1007, now, asked.targets())
                .filter(order -> Boolean.parseBoolean(order.text("executed", "false")) == executed)
                .isPresent();
    }

    private Optional<FaultOrder> fires(Fault fault, AskedFor asked, long now) {
        return board.fires(fault, now, asked.targets());
    }

    /** Refuses who shows a key, as if it were no key any more. */
    void mayRevoke(AskedFor asked, long now) {
        refuseIf(true, Fault.KEY_REVOKED, asked, Refusal.REJECTED_KEY::with, now);
    }

    private static ExchangeError unheardOf() {
        return new ExchangeError(400, UNHEARD_OF, "A new rule of the exchange does not allow this.");
    }

    private static ExchangeError failed() {
        return new ExchangeError(503, -1001, "Internal error; unable to process your request. Please try again.");
    }

    private static ExchangeError throttled() {
        return new ExchangeError(
                503,
                -1008,
                "Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please"
                        + " try again.");
    }

    private static ExchangeError timeout() {
        return new ExchangeError(
                408,
                -1007,
                "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
    }

    private static Reply message(int status, String text) {
        return new Reply(status, Json.object().put("msg", text).toString(), Map.of());
    }

    private static Reply reply(ExchangeError error) {
        return new Reply(error.status(), Json.error(error).toString(), Map.of());
    }

    private static Reply page(int status, String title) {
        String html = "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>";
        return new Reply(status, html, Map.of(), Delivery.HTML);
    }
}
