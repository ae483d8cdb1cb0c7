package dev.belay.simulator;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;
import dev.belay.simulator.wire.Reply;
import java.util.concurrent.CompletionException;

/**
 * What is not even HTTP, or too much of it, is refused in the exchange's words as well. The HTTP server finds this class
 * by its name and its field.
 */
public final class MalformedRequest extends ParsingErrorHandler {

    /** Where the HTTP server looks for it. */
    @SuppressWarnings("MemberName")
    public static final MalformedRequest MODULE$ = new MalformedRequest();

    private MalformedRequest() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
        boolean isTooMuch = status.intValue() == StatusCodes.URI_TOO_LONG.intValue()
                || status.intValue() == StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE.intValue()
                || status.intValue() == StatusCodes.CONTENT_TOO_LARGE.intValue();
        return isTooMuch ? tooMuch(status.intValue()) : illegal();
    }

    /** The answer to a request whose body cannot be read. */
    static HttpResponse unreadable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof EntityStreamSizeException
                ? tooMuch(StatusCodes.CONTENT_TOO_LARGE.intValue())
                : illegal();
    }

    /** The answer to a WebSocket that wants in where none lives. */
    static HttpResponse noSuchSocket(String path) {
        return HttpReply.of(Reply.refusal(404, -5000, "Path " + path + ", Method GET is invalid"));
    }

    private static HttpResponse illegal() {
        return HttpReply.of(Reply.refusal(400, -1100, "Illegal characters found in a parameter."));
    }

    private static HttpResponse tooMuch(int status) {
        return HttpReply.of(Reply.refusal(status, -1101, "Too many parameters sent for this endpoint."));
    }
}
