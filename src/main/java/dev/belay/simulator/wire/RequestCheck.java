package dev.belay.simulator.wire;

import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import dev.belay.simulator.engine.Refusal;
import java.util.regex.Pattern;

/** Who asks, when, and whether it was really them (binance-api §2, §16.2 steps 4 and 5). */
final class RequestCheck {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{64}");
    private static final long USUAL_WINDOW = 5_000;
    private static final long LONGEST_WINDOW = 60_000;
    private static final long AHEAD = 1_000;

    private RequestCheck() {}

    /** The refusal of a key that is nobody's. */
    static ExchangeError unknown(String key) {
        return KEY.matcher(key).matches() ? Refusal.REJECTED_KEY.with() : Refusal.BAD_KEY_FORMAT.with();
    }

    /** Checks time and signature of a signed request. */
    static void signed(Call call, Params params, Signature expected, OpenQuestions questions, long now) {
        if (questions.is(OpenQuestion.TIME_BEFORE_SIGNATURE)) {
            time(params, questions, now);
        }
        String signature = params.text("signature");
        Refusal.BAD_SIGNATURE.when(!expected.isRight(signature, call));
        time(params, questions, now);
    }

    private static void time(Params params, OpenQuestions questions, long now) {
        long timestamp = params.number("timestamp");
        long window = params.number("recvWindow", USUAL_WINDOW);
        Refusal.WINDOW_TOO_LARGE.when(questions.is(OpenQuestion.RECV_WINDOW_LIMITED) && window > LONGEST_WINDOW);
        Refusal.AHEAD_OF_SERVER.when(timestamp >= now + AHEAD);
        Refusal.BEHIND_WINDOW.when(now - timestamp > window);
    }
}
