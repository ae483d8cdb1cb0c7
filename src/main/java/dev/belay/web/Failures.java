package dev.belay.web;

import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.pattern.StatusReply;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.UnreadableJournal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed answer is told as. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problem(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof ApiAnswers.Refusal refusal) {
            return refusal.problem();
        }
        if (cause instanceof StatusReply.ErrorMessage) {
            return Problem.refused(cause.getMessage());
        }
        if (cause instanceof IllegalArgumentException) {
            return Problem.badRequest(String.valueOf(cause.getMessage()), "Correct the field and send it again.");
        }
        if (cause instanceof EntityStreamSizeException) {
            return new Problem(413, "too large", "a body has at most 64 KiB", "Send less.");
        }
        return ofOurs(cause);
    }

    private static Problem ofOurs(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return new Problem(
                    504,
                    "no answer in time",
                    "the part of the node that was asked did not answer",
                    "Ask /api/v1/status and look into the node's log. What was ordered may still happen.");
        }
        if (cause instanceof UnreadableJournal) {
            return new Problem(500, "journal unreadable", String.valueOf(cause.getMessage()), "See the detail.");
        }
        if (cause instanceof JournalDatabase.Unavailable) {
            return new Problem(503, "no database", String.valueOf(cause.getMessage()), "See the detail.");
        }
        LOG.warn("the API failed", cause);
        return new Problem(500, "unexpected failure", cause.getClass().getSimpleName(), "See the node's log.");
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
