package dev.belay.simulator.faults;

/** A fault that can be armed, by the name that binance-api §16.7 gives it. */
public enum Fault {
    EMPTY_POSITIONS("positionRisk and account answer no positions"),
    STALE_POSITIONS("positionRisk answers what was true when the fault was armed"),
    PARTIAL_POSITIONS("positionRisk leaves out the target symbol"),
    DUP_POSITIONS("positionRisk answers its first row twice"),
    DROP_EVENT("an event of the target type is never sent"),
    DUP_EVENT("an event of the target type is sent twice"),
    REORDER_ACROSS_TYPES("the events of one moment are sent in another order across their types"),
    DELAY_EVENT("an event of the target type is sent {ms} later"),
    SILENT_SOCKET("a socket stays open and answers pings, but carries no data"),
    HALF_OPEN("a socket stays open and answers nothing at all"),
    CLOSE_SOCKET("a socket is closed with {code}"),
    LISTEN_KEY_EXPIRE("the listen key ends; {event} is with, without or double"),
    UNKNOWN_EXECUTED("503 A: the request was executed, the answer does not say so"),
    UNKNOWN_NOT_EXECUTED("503 A: the request was not executed, the answer does not say so"),
    HTTP_503_B("503 'Service Unavailable.', not executed"),
    HTTP_503_C("503 with -1001, not executed"),
    HTTP_503_D("503 with -1008 for requests that are not exempt, not executed"),
    TIMEOUT_1007("408 with -1007; {executed} true or false"),
    RESPONSE_LOST("the request is executed and the connection is cut before the answer"),
    REQUEST_LOST("the connection is cut before the request is executed"),
    SLOW_ANSWER("the answer comes {ms} later"),
    RATE_429("429 with -1003, not executed"),
    ORDERS_1015("429 with -1015 for orders, not executed"),
    BAN_418("418 with 'banned until' for {ms}, for every request"),
    WAF_403_HTML("403 with an HTML page"),
    HTML_BODY("a status of {status} with an HTML page"),
    KEY_REVOKED("the key is refused with -2015, as when it was deleted or its addresses were changed"),
    UNKNOWN_CODE("a request is refused with a code that nobody knows"),
    CLOCK_SKEW("the server's clock is off by {ms}, either sign"),
    ALGO_FORGETS("queries and cancels of conditional orders do not find them; they still fire"),
    ALGO_STUCK_TRIGGERING("a conditional order stays in TRIGGERING and nothing is executed"),
    ALGO_SYSTEM_CANCEL("the system cancels a conditional order {ms} after it was placed"),
    TRIGGER_REJECT("the engine rejects a conditional order when it triggers, for {rm}"),
    PARTIAL_STOP_FILL("a market order born from a stop fills only {percent} and the rest expires"),
    GAP_THROUGH_STOP("the next price of the target symbol jumps by {percent}, either sign"),
    NEG_4509_FOR("closePosition orders are refused with -4509 although a position is open"),
    NEG_2021_RACE("a conditional order is refused with -2021 although its price is not reached"),
    DUP_CLIENT_ID("an order is refused with -4116"),
    MAX_ALGO_REACHED("a conditional order is refused with -4045"),
    LIQUIDATE("the exchange liquidates the target position"),
    ADL("the exchange deleverages {percent} of the target position"),
    MANUAL_CLOSE("a person closes the target position"),
    MANUAL_REDUCE("a person takes {percent} off the target position"),
    MANUAL_FLIP("a person turns the target position round"),
    FOREIGN_ORDER("somebody else's stop and limit order appear at the target symbol"),
    LEVERAGE_CHANGE("a person sets the target symbol's leverage to {leverage}"),
    MODE_CHANGE("a person changes between one-way and hedge mode"),
    SYMBOL_HALT("the target symbol accepts no orders"),
    FILTER_CHANGE("tick and step of the target symbol change, by a factor of {factor}"),
    UNKNOWN_FIELD("answers and events carry a field that nobody knows"),
    UNKNOWN_ENUM("an event carries a status that nobody knows"),
    NULL_FIELD("an optional field of an event is null"),
    CM_SYMBOL_IN_ARRAY("all-market arrays carry a coin-margined symbol");

    private final String effect;

    Fault(String effect) {
        this.effect = effect;
    }

    /** What it does, in a sentence; words in braces are its parameters. */
    public String effect() {
        return effect;
    }
}
