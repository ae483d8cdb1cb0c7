package dev.belay.exchange.binance;

import akka.stream.scaladsl.TcpIdleTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Why a stream could not be opened or has ended. */
final class LinkFailure extends Exception {

    private static final long serialVersionUID = 1L;

    static final String SILENT = "the connection was silent for longer than a live one";

    LinkFailure(String why) {
        super(why);
    }

    /** One line for people, without addresses: the address of a user stream is a secret. */
    static String words(Throwable thrown) {
        Throwable problem =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (problem instanceof LinkFailure) {
            return String.valueOf(problem.getMessage());
        }
        if (problem instanceof TcpIdleTimeoutException) {
            return SILENT;
        }
        if (problem instanceof TimeoutException) {
            return "the handshake was not answered";
        }
        return neverConnected(problem) ? "no connection to the exchange" : "the connection failed: " + name(problem);
    }

    /** The handshake wraps the failed attempt, partly in its text alone. */
    private static boolean neverConnected(Throwable problem) {
        return String.valueOf(problem.getMessage()).contains("Tcp command [Connect")
                || (problem.getCause() != null && neverConnected(problem.getCause()));
    }

    private static String name(Throwable problem) {
        return problem.getCause() == null
                ? problem.getClass().getSimpleName()
                : problem.getClass().getSimpleName() + " by " + name(problem.getCause());
    }
}
