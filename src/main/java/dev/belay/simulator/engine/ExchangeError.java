package dev.belay.simulator.engine;

/** The exchange refuses a request: HTTP status, Binance's code and its text (binance-api §12). Carries no stack trace. */
public final class ExchangeError extends RuntimeException {

    private final int status;
    private final int code;

    public ExchangeError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Binance's code, negative. */
    public int code() {
        return code;
    }

    /** Binance's text. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
