package dev.belay.simulator.engine;

/** What nobody could find out about the real exchange (binance-api §18): each is a switch with a usual answer. */
public enum OpenQuestion {
    /** A second conditional order with the id of an open one is refused with -4116; else with -2010. */
    DUPLICATE_ALGO_ID_IS_4116(true),
    /** Conditional and regular orders share their client ids before the trigger. */
    CLIENT_IDS_SHARED(false),
    /** countdownCancelAll cancels conditional orders too. */
    COUNTDOWN_CANCELS_ALGO(false),
    /** GTE_GTC may be sent with a quantity, and such an order ends with the position. */
    GTE_WITH_QUANTITY(false),
    /** Reduce-only conditional orders end with the position. */
    REDUCE_ONLY_ALGO_ENDS_WITH_POSITION(false),
    /** A symbol with nothing but conditional orders appears in positionRisk. */
    ALGO_SHOWS_IN_POSITION_RISK(false),
    /** The overload refusal -1008 covers POST algoOrder. */
    THROTTLE_HITS_ALGO(false),
    /** The time of a request is checked before its signature. */
    TIME_BEFORE_SIGNATURE(true),
    /** Orders that are refused for a business reason count in the ORDERS pools. */
    REFUSED_ORDERS_COUNT(true),
    /** An order that fills in several trades tells the account after each; else once. */
    ACCOUNT_UPDATE_PER_FILL(true),
    /** A trigger price off the tick is refused with -4014. */
    TRIGGER_TICK_CHECKED(true),
    /** 429 and 418 come with a Retry-After header. */
    RETRY_AFTER_SENT(false),
    /** A recvWindow above 60000 is refused with -1131. */
    RECV_WINDOW_LIMITED(true),
    /** TRIGGERED is told before the fill; else after it. */
    ALGO_TOLD_FIRST(false),
    /** A triggered reduce-only order that is larger than the position is cut to it; else it is rejected. */
    TRIGGERED_REDUCE_ONLY_IS_CUT(true),
    /** Answers to placing and cancelling still carry avgPrice and cumQuote. */
    OLD_ANSWER_FIELDS(false);

    private final boolean usual;

    OpenQuestion(boolean usual) {
        this.usual = usual;
    }

    /** The answer that is assumed when nobody says otherwise. */
    public boolean usual() {
        return usual;
    }
}
