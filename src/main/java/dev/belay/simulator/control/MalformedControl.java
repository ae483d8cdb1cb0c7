package dev.belay.simulator.control;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;
import dev.belay.web.Problem;

/** What is not even HTTP is refused in the form of the control API. The HTTP server finds this by its name and field. */
public final class MalformedControl extends ParsingErrorHandler {

    /** Where the HTTP server looks for it. */
    @SuppressWarnings("MemberName")
    public static final MalformedControl MODULE$ = new MalformedControl();

    private static final int FIRST_OF_THE_SERVER = 500;

    private MalformedControl() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
        int code = status.intValue() < FIRST_OF_THE_SERVER ? status.intValue() : 400;
        return new Problem(code, "bad request", info.summary(), "Send plain HTTP; GET / tells what can be asked for.")
                .response();
    }
}
