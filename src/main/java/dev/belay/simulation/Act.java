package dev.belay.simulation;

import dev.belay.money.Direction;
import java.math.BigDecimal;

/** What a line of a scenario lets happen, or expects. A symbol of "" is every symbol. */
sealed interface Act {

    /** A person opens a position, or makes it larger, for so many USDT. */
    record Open(String symbol, Direction direction, BigDecimal money) implements Act {}

    /** An operator wants a position opened by Belay, for so many USDT. */
    record Signal(String symbol, Direction direction, BigDecimal money) implements Act {}

    /** A person takes so many percent off a position. */
    record Reduce(String symbol, BigDecimal percent) implements Act {}

    /** A person closes a position. */
    record Close(String symbol) implements Act {}

    /** A person turns a position round. */
    record Flip(String symbol) implements Act {}

    /** A person cancels all stops. */
    record CancelStops(String symbol) implements Act {}

    /** The price moves by so many percent. */
    record Price(String symbol, BigDecimal percent) implements Act {}

    /** Something goes wrong: once, or for {@code millis} if that is above 0. */
    record Fault(Mishap mishap, String symbol, long millis) implements Act {}

    /** Every process of Belay is killed; none comes up by itself. */
    record Kill() implements Act {}

    /** A process of Belay comes up. */
    record Start() implements Act {}

    /** Something has to be so now. */
    record Expect(Expected what, String symbol, int number) implements Act {}

    /** What can be expected. */
    enum Expected {
        /** Proven stops where they should be, at the exchange and in Belay's own view. */
        PROTECTED,
        FLAT,
        /** The stop has begun to trail, and still does. */
        TRAILING,
        /** The exchange, the journal and the process speak of the same position. */
        AGREED,
        /** So many positions are open at the exchange. */
        POSITIONS,
        /** So many stops rest at the exchange. */
        STOPS
    }
}
