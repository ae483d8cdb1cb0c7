package dev.belay.simulator.wire;

/**
 * A request as it came over the socket.
 *
 * @param query the raw query string without the question mark, "" if there is none
 * @param body the raw body, "" if there is none
 * @param key the header X-MBX-APIKEY, "" if it is missing
 */
public record Call(String method, String path, String query, String body, String key) {

    /** Without query, body and key: those hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
