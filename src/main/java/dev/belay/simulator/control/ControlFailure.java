package dev.belay.simulator.control;

import akka.http.scaladsl.model.EntityStreamSizeException;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.web.Problem;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed request is told as; never a stack trace. */
final class ControlFailure {

    private static final Logger LOG = LoggerFactory.getLogger(ControlFailure.class);

    private ControlFailure() {}

    static Problem problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof NoSuchVerb) {
            return new Problem(404, "not found", String.valueOf(cause.getMessage()), "GET / tells what each one does.");
        }
        if (cause instanceof ExchangeError refused) {
            return new Problem(
                    409,
                    "refused",
                    "the exchange refused it with %d: %s".formatted(refused.code(), refused.text()),
                    "GET /state shows the account as it is.");
        }
        if (cause instanceof IllegalArgumentException || cause instanceof ArithmeticException) {
            return Problem.badRequest(
                    String.valueOf(cause.getMessage()), "Correct it and send it again; GET / tells the fields.");
        }
        if (cause instanceof EntityStreamSizeException) {
            return new Problem(413, "too large", "a body has at most 1 MiB", "Send less.");
        }
        LOG.warn("the control API failed", cause);
        return new Problem(500, "unexpected failure", cause.getClass().getSimpleName(), "See the simulator's log.");
    }
}
