package dev.belay.exchange.binance;

/** What the exchange sent does not say what it should; nothing may be concluded from it. Holds no part of a secret. */
public final class UnreadableAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableAnswer(String why) {
        super(why);
    }

    /** Why, in one line. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
