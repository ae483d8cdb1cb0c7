package dev.belay.exchange.binance;

import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import java.util.Set;

/**
 * Decides what became of a request from the answer that came (binance-api §3.4, §12). Whatever is not certainly done and
 * not certainly refused is unknown.
 */
final class AnswerClassifier {

    static final int TOO_MANY_REQUESTS = -1003;
    private static final int TOO_MANY_ORDERS = -1015;
    private static final int THROTTLED = -1008;

    /** Codes after which the order may have been executed; -1001 is documented as a failure, but we ask first. */
    private static final Set<Integer> EXECUTION_UNKNOWN = Set.of(-1000, -1001, -1006, -1007);

    private AnswerClassifier() {}

    /** What {@code answer} means for {@code request}; {@code now} is exchange time in epoch milliseconds. */
    static Reply classify(Request request, WireAnswer answer, long now) {
        if (answer.isSuccess()) {
            return new Reply(success(request, answer), UsageReader.ofSuccess(answer));
        }
        ErrorBody error = ErrorBody.of(answer.body());
        return new Reply(failure(answer.status(), error), UsageReader.read(answer, error, now));
    }

    private static Outcome success(Request request, WireAnswer answer) {
        try {
            return new Outcome.Done(AnswerReader.read(request, answer.body()));
        } catch (UnreadableAnswer e) {
            ErrorBody error = ErrorBody.of(answer.body());
            return error.code().isPresent()
                    ? refusedOrUnknown(answer.status(), error.code().getAsInt(), error)
                    : new Outcome.Unknown(
                            "HTTP " + answer.status() + " with an answer that cannot be read: " + e.why());
        }
    }

    private static Outcome failure(int status, ErrorBody error) {
        if (status == 429 || status == 418) {
            boolean orders = error.code().orElse(0) == TOO_MANY_ORDERS;
            return new Outcome.Refused(orders ? TOO_MANY_ORDERS : TOO_MANY_REQUESTS, error.orNothing());
        }
        if (status >= 500) {
            return serverFailure(status, error);
        }
        return status >= 400 && status != 408 && error.code().isPresent()
                ? refusedOrUnknown(status, error.code().getAsInt(), error)
                : unknown(status, error);
    }

    private static Outcome serverFailure(int status, ErrorBody error) {
        int code = error.code().orElse(0);
        if (code == THROTTLED) {
            return new Outcome.Refused(code, error.orNothing());
        }
        return status == 503 && code == 0 && error.saysUnavailable()
                ? new Outcome.NotSent("HTTP 503: the exchange is unavailable and did not take the request")
                : unknown(status, error);
    }

    private static Outcome refusedOrUnknown(int status, int code, ErrorBody error) {
        return EXECUTION_UNKNOWN.contains(code) ? unknown(status, error) : new Outcome.Refused(code, error.orNothing());
    }

    private static Outcome unknown(int status, ErrorBody error) {
        String code = error.code().isPresent() ? " (" + error.code().getAsInt() + ")" : "";
        return new Outcome.Unknown("HTTP " + status + code + ": " + error.orNothing());
    }
}
