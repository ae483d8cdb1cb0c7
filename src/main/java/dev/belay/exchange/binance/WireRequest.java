package dev.belay.exchange.binance;

/**
 * A request as it is sent.
 *
 * @param path with the leading slash, such as {@code /fapi/v1/order}
 * @param query percent-encoded and, where the call needs it, signed; "" when there is none
 * @param keyed whether the API key goes into the header
 * @param largestAnswer bytes that an answer may have
 */
public record WireRequest(Method method, String path, String query, boolean keyed, long largestAnswer) {

    /** How it is asked. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** Path and query, as they stand in the request line. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Without the query, which holds a signature. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
