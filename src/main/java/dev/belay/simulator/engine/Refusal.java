package dev.belay.simulator.engine;

/** The refusals that the simulator knows, with code and text as Binance writes them (binance-api §12, appendix A). */
public enum Refusal {
    TOO_MANY_ORDERS(429, -1015, "Too many new orders; current limit is %s orders per %s."),
    BEHIND_WINDOW(-1021, "Timestamp for this request is outside of the recvWindow."),
    AHEAD_OF_SERVER(-1021, "Timestamp for this request was 1000ms ahead of the server's time."),
    BAD_SIGNATURE(-1022, "Signature for this request is not valid."),
    START_AFTER_END(-1023, "Start time is greater than end time."),
    ILLEGAL_CHARACTERS(-1100, "Illegal characters found in parameter '%s'; legal range is '%s'."),
    DUPLICATE_PARAMETER(-1101, "Duplicate values for a parameter detected."),
    MANDATORY_MISSING(-1102, "Mandatory parameter '%s' was not sent, was empty/null, or malformed."),
    EITHER_MISSING(-1102, "Param '%s' or '%s' must be sent, but both were empty/null!"),
    NOT_REQUIRED(-1106, "Parameter '%s' sent when not required."),
    PRECISION(-1111, "Precision is over the maximum defined for this asset."),
    TIME_IN_FORCE_NOT_REQUIRED(-1114, "TimeInForce parameter sent when not required."),
    INVALID_TIME_IN_FORCE(-1115, "Invalid timeInForce."),
    INVALID_ORDER_TYPE(-1116, "Invalid orderType."),
    INVALID_SIDE(-1117, "Invalid side."),
    INVALID_INTERVAL(-1120, "Invalid interval."),
    INVALID_SYMBOL(-1121, "Invalid symbol."),
    INVALID_LISTEN_KEY(
            -1125, "This listenKey does not exist. Please use POST /fapi/v1/listenKey to recreate listenKey"),
    BAD_COMBINATION(-1128, "Combination of optional parameters invalid."),
    INVALID_PARAMETER(-1130, "Data sent for parameter '%s' is not valid."),
    WINDOW_TOO_LARGE(-1131, "recvWindow must be less than 60000"),
    INVALID_RESPONSE_TYPE(-1136, "Invalid newOrderRespType."),
    UNKNOWN_ORDER(-2011, "Unknown order sent."),
    NO_SUCH_ORDER(-2013, "Order does not exist."),
    BAD_KEY_FORMAT(401, -2014, "API-key format invalid."),
    REJECTED_KEY(401, -2015, "Invalid API-key, IP, or permissions for action."),
    INVALID_CALLBACK_RATE(-2007, "Invalid callBack rate."),
    ORDER_REJECTED(-2010, "NEW_ORDER_REJECTED"),
    MARGIN_INSUFFICIENT(-2019, "Margin is insufficient."),
    WOULD_TRIGGER(-2021, "Order would immediately trigger."),
    REDUCE_ONLY(-2022, "ReduceOnly Order is rejected."),
    TOO_MANY_OPEN_ORDERS(-2025, "Reach max open order limit."),
    POSITION_TOO_LARGE(-2027, "Exceeded the maximum allowable position at current leverage."),
    LEVERAGE_TOO_SMALL(-2028, "Leverage is smaller than permitted: insufficient margin balance."),
    PRICE_ZERO(-4001, "Price less than 0."),
    PRICE_ABOVE_MAXIMUM(-4002, "Price greater than max price."),
    QUANTITY_ZERO(-4003, "Quantity less than or equal to zero."),
    QUANTITY_BELOW_MINIMUM(-4004, "Quantity less than min quantity."),
    QUANTITY_ABOVE_MAXIMUM(-4005, "Quantity greater than max quantity."),
    STOP_PRICE_ZERO(-4006, "Stop price less than zero."),
    STOP_PRICE_ABOVE_MAXIMUM(-4007, "Stop price greater than max price."),
    PRICE_BELOW_MINIMUM(-4013, "Price less than min price."),
    PRICE_OFF_TICK(-4014, "Price not increased by tick size."),
    CLIENT_ID_LENGTH(-4015, "Client order id length should not be more than 36 chars"),
    PRICE_ABOVE_BAND(-4016, "Price is higher than mark price multiplier cap."),
    QUANTITY_OFF_STEP(-4023, "Qty not increased by step size."),
    PRICE_BELOW_BAND(-4024, "Price is lower than mark price multiplier floor."),
    INVALID_LEVERAGE(-4028, "Leverage %s is not valid"),
    INVALID_WORKING_TYPE(-4031, "Invalid parameter working type: %s"),
    TOO_MANY_CANCELS(-4032, "Exceed maximum cancel order size."),
    TOO_MANY_ALGO_ORDERS(-4045, "Reach max stop order limit."),
    SAME_MARGIN_TYPE(-4046, "No need to change margin type."),
    MARGIN_TYPE_WITH_ORDERS(-4047, "Margin type cannot be changed if there exists open orders."),
    MARGIN_TYPE_WITH_POSITION(-4048, "Margin type cannot be changed if there exists position."),
    MARGIN_ON_CROSS(-4049, "Add margin only support for isolated position."),
    CROSS_BALANCE(-4050, "Cross balance insufficient."),
    ISOLATED_BALANCE(-4051, "Isolated balance insufficient."),
    MARGIN_WITHOUT_POSITION(-4054, "Cannot add position margin: position is 0."),
    AMOUNT_NOT_POSITIVE(-4055, "Amount must be positive."),
    SAME_POSITION_MODE(-4059, "No need to change position side."),
    INVALID_POSITION_SIDE(-4060, "Invalid position side."),
    POSITION_SIDE_MISMATCH(-4061, "Order's position side does not match user's setting."),
    POSITION_MODE_WITH_ORDERS(-4067, "Position side cannot be changed if there exists open orders."),
    POSITION_MODE_WITH_POSITION(-4068, "Position side cannot be changed if there exists position."),
    BATCH_SIZE(-4082, "Invalid number of batch place orders."),
    DUPLICATE_CLIENT_ID(-4116, "ClientOrderId is duplicated."),
    ALGO_ORDER_TRIGGERING(-4117, "stop order is triggering"),
    REDUCE_ONLY_MARGIN(-4118, "ReduceOnly Order Failed. Please check your existing position and open orders"),
    USE_ALGO_SERVICE(
            -4120, "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead."),
    SECOND_CLOSE_POSITION(
            -4130, "An open stop or take profit order with GTE and closePosition in the direction is existing."),
    OUTSIDE_BAND(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit"),
    INVALID_ACTIVATION_PRICE(-4135, "Invalid activation price"),
    INVALID_STRATEGY(-4136, "Target strategy invalid for orderType %s,closePosition %s"),
    QUANTITY_WITH_CLOSE_POSITION(-4137, "Quantity must be zero with closePosition equals true"),
    NOT_TRADING(-4140, "Invalid symbol status for opening position"),
    ISOLATED_LEVERAGE(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions"),
    NOTIONAL_TOO_SMALL(-4164, "Order's notional must be no smaller than %s (unless you choose reduce only)"),
    INTERVAL_TOO_LONG(-4165, "Maximum time interval is %s days"),
    MULTI_ASSETS_WITH_ISOLATED(
            -4167, "Unable to adjust to Multi-Assets mode with symbols of USDⓈ-M Futures under isolated-margin mode."),
    ISOLATED_WITH_MULTI_ASSETS(-4168, "Unable to adjust to isolated-margin mode under the Multi-Assets mode."),
    MULTI_ASSETS_WITH_ORDERS(-4170, "Unable to adjust Multi-Assets Mode with open orders in USDⓈ-M Futures."),
    SAME_MULTI_ASSETS(-4171, "Adjusted asset mode is currently set and does not need to be adjusted repeatedly."),
    LIMIT_ABOVE_STOP(-4183, "Limit price can't be higher than %s."),
    LIMIT_BELOW_STOP(-4184, "Limit price can't be lower than %s."),
    NO_POSITION_FOR_CLOSE(-4509, "TIF GTE can only be used with open positions"),
    FILL_OR_KILL(-5021, "Due to the order could not be filled immediately, the FOK order has been rejected."),
    POST_ONLY(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected."),
    LIMIT_ONLY(-5025, "Only limit order is supported."),
    TOO_MANY_AMENDMENTS(-5026, "Exceed maximum modify order limit."),
    SAME_ORDER(-5027, "No need to modify the order."),
    INVALID_PRICE_MATCH(-5037, "Invalid price match"),
    INVALID_SELF_TRADE_PREVENTION(-5039, "Invalid self trade prevention mode"),
    GOOD_TILL_DATE(
            -5040,
            "The goodTillDate timestamp must be greater than the current time plus 600 seconds and smaller than"
                    + " 253402300799000 (UTC 9999-12-31 23:59:59)"),
    AMENDED_REDUCE_ONLY(-5047, "The original order is not a reduce-only order");

    private final int status;
    private final int code;
    private final String text;

    Refusal(int code, String text) {
        this(400, code, text);
    }

    Refusal(int status, int code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** The error to throw, its text filled with {@code values}. */
    public ExchangeError with(Object... values) {
        return new ExchangeError(status, code, String.format(text, values));
    }

    /** Throws this refusal if it applies. */
    public void when(boolean applies, Object... values) {
        if (applies) {
            throw with(values);
        }
    }
}
