package dev.belay.simulation;

/** What chance decides without anything going wrong; each has its own dice, so that a new one does not change the others. */
enum Draw {
    REQUEST_TIME,
    ANSWER_TIME,
    SLOW_TIME,
    EVENT_TIME,
    LATE_TIME,
    PRICE_TIME,
    WRITE_TIME,
    SLOW_WRITE,
    START_TIME,
    SPELL_TIME,
    MARKET,
    WHICH_SYMBOL,
    WHICH_STOP,
    WHICH_SIDE,
    HOW_MUCH,
    FAULT_DETAIL,
    CUT_AT,
    GATEWAY,
    KEYS
}
