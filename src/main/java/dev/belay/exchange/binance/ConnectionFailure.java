package dev.belay.exchange.binance;

import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.BufferOverflowException;
import akka.stream.StreamTcpException;
import dev.belay.exchange.Outcome;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;

/** Decides what became of a request when no answer came: only a connection that was never made proves anything. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static Outcome outcome(Throwable thrown) {
        Throwable problem =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (neverConnected(problem)) {
            return new Outcome.NotSent("no connection to the exchange: " + words(root(problem)));
        }
        if (problem instanceof BufferOverflowException) {
            return new Outcome.NotSent("too many requests are waiting for a connection");
        }
        if (problem instanceof EntityStreamSizeException) {
            return new Outcome.Unknown("the answer is larger than any real one");
        }
        return new Outcome.Unknown("the connection failed: " + words(problem));
    }

    /** Akka tells a failed connection attempt apart from a connection lost later only by this text. */
    private static boolean neverConnected(Throwable problem) {
        Throwable root = root(problem);
        return root instanceof ConnectException
                || root instanceof UnknownHostException
                || root instanceof UnresolvedAddressException
                || (problem instanceof StreamTcpException
                        && String.valueOf(problem.getMessage()).startsWith("Tcp command [Connect"));
    }

    private static Throwable root(Throwable problem) {
        Throwable root = problem;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static String words(Throwable problem) {
        return ShortText.of(problem.getClass().getSimpleName() + ": " + problem.getMessage());
    }
}
