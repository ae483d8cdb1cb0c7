package dev.belay.simulation.observer;

import java.util.function.UnaryOperator;

/** Which parameters of a request name an order, and when it was stamped. */
final class RequestNames {

    private RequestNames() {}

    /** The client id that a request gives or asks for, "" without one; {@code sent} answers "" for what was not sent. */
    static String id(UnaryOperator<String> sent) {
        String algo = sent.apply("clientAlgoId");
        String placed = algo.isEmpty() ? sent.apply("newClientOrderId") : algo;
        return placed.isEmpty() ? sent.apply("origClientOrderId") : placed;
    }

    /** A timestamp, 0 when there is none or it is none. */
    static long time(String text) {
        long time = 0;
        for (int i = 0; i < text.length() && text.length() <= 18; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            time = time * 10 + digit;
        }
        return time;
    }
}
