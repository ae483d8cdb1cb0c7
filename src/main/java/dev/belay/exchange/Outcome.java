package dev.belay.exchange;

/** What became of a request. The four are never mixed: each calls for another reaction. */
public sealed interface Outcome {

    /** The exchange did it, or answered it. */
    record Done(Answer answer) implements Outcome {}

    /**
     * The exchange refused it; it certainly had no effect.
     *
     * @param code Binance's error code, such as -2021
     */
    record Refused(int code, String message) implements Outcome {}

    /** It may or may not have had an effect: ask before anything else. */
    record Unknown(String what) implements Outcome {}

    /** It never left this process, or certainly never reached the exchange. */
    record NotSent(String why) implements Outcome {}
}
