package dev.belay.exchange.binance;

import akka.stream.StreamTcpException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Why a stream could not be opened or has ended. */
final class LinkFailure extends Exception {

    private static final long serialVersionUID = 1L;

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
        if (problem instanceof TimeoutException && problem.getMessage() == null) {
            return "the handshake was not answered";
        }
        if (problem instanceof TimeoutException) {
            return "no frame came for longer than a live connection is silent";
        }
        if (problem instanceof StreamTcpException) {
            return "no connection to the exchange, or lost";
        }
        return ShortText.of("the connection failed: " + problem.getClass().getSimpleName());
    }
}
