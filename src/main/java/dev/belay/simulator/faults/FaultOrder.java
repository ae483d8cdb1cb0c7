package dev.belay.simulator.faults;

import java.util.HashMap;
import java.util.Map;

/**
 * How a fault is to be armed.
 *
 * @param target what it is about: a symbol, a route such as {@code POST /fapi/v1/order}, an event type such as {@code
 *     ALGO_UPDATE}, a socket such as {@code private}; "" is everything
 * @param count how often it fires, 0 is without end
 * @param perMille its probability each time it could fire, 1 to 1000
 * @param durationMillis how long it stays armed, 0 is until it is used up or disarmed
 * @param parameters the words in braces of {@link Fault#effect}
 */
public record FaultOrder(
        Fault fault, String target, int count, int perMille, long durationMillis, Map<String, String> parameters) {

    public FaultOrder {
        if (count < 0 || perMille < 1 || perMille > 1_000 || durationMillis < 0) {
            throw new IllegalArgumentException(
                    "count %d (0 or more), perMille %d (1 to 1000) or durationMillis %d (0 or more) is out of range"
                            .formatted(count, perMille, durationMillis));
        }
        parameters = Map.copyOf(parameters);
    }

    /** Once, for whatever comes first. */
    public static FaultOrder once(Fault fault) {
        return new FaultOrder(fault, "", 1, 1_000, 0, Map.of());
    }

    /** Each time, for so long. */
    public static FaultOrder lasting(Fault fault, long millis) {
        return new FaultOrder(fault, "", 0, 1_000, millis, Map.of());
    }

    public FaultOrder at(String what) {
        return new FaultOrder(fault, what, count, perMille, durationMillis, parameters);
    }

    public FaultOrder times(int wanted) {
        return new FaultOrder(fault, target, wanted, perMille, durationMillis, parameters);
    }

    public FaultOrder likely(int wantedPerMille) {
        return new FaultOrder(fault, target, count, wantedPerMille, durationMillis, parameters);
    }

    public FaultOrder with(String name, Object value) {
        var more = new HashMap<>(parameters);
        more.put(name, String.valueOf(value));
        return new FaultOrder(fault, target, count, perMille, durationMillis, more);
    }

    /** The whole number that parameter {@code name} gives, {@code otherwise} without one. */
    public long number(String name, long otherwise) {
        String text = parameters.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    /** The text that parameter {@code name} gives, {@code otherwise} without one. */
    public String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }
}
