package dev.belay.simulator.engine;

/**
 * How a request names an order.
 *
 * @param number the exchange's number; 0 when it is named by its client id
 */
public record OrderName(long number, String clientId) {

    public static OrderName of(String clientId) {
        return new OrderName(0, clientId);
    }
}
