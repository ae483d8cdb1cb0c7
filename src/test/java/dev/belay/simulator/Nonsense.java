package dev.belay.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests as no sane client would send them, the same for the same seed. */
final class Nonsense {

    static final List<String> ROUTES = List.of(
            "GET /fapi/v1/ping",
            "GET /fapi/v1/time",
            "GET /fapi/v1/exchangeInfo",
            "GET /fapi/v1/premiumIndex",
            "GET /fapi/v1/klines",
            "GET /fapi/v1/markPriceKlines",
            "GET /fapi/v1/fundingRate",
            "GET /fapi/v1/fundingInfo",
            "GET /fapi/v1/ticker/bookTicker",
            "GET /fapi/v2/ticker/price",
            "GET /fapi/v1/symbolAdlRisk",
            "GET /fapi/v1/commissionRate",
            "GET /fapi/v1/leverageBracket",
            "POST /fapi/v1/leverage",
            "POST /fapi/v1/marginType",
            "POST /fapi/v1/positionMargin",
            "GET /fapi/v1/positionMargin/history",
            "GET /fapi/v1/positionSide/dual",
            "POST /fapi/v1/positionSide/dual",
            "GET /fapi/v1/multiAssetsMargin",
            "POST /fapi/v1/multiAssetsMargin",
            "GET /fapi/v1/feeBurn",
            "POST /fapi/v1/feeBurn",
            "GET /fapi/v1/accountConfig",
            "GET /fapi/v1/symbolConfig",
            "GET /fapi/v1/apiTradingStatus",
            "POST /fapi/v1/order",
            "PUT /fapi/v1/order",
            "GET /fapi/v1/order",
            "DELETE /fapi/v1/order",
            "POST /fapi/v1/order/test",
            "POST /fapi/v1/batchOrders",
            "PUT /fapi/v1/batchOrders",
            "DELETE /fapi/v1/batchOrders",
            "GET /fapi/v1/openOrder",
            "GET /fapi/v1/openOrders",
            "GET /fapi/v1/allOrders",
            "DELETE /fapi/v1/allOpenOrders",
            "POST /fapi/v1/countdownCancelAll",
            "GET /fapi/v1/userTrades",
            "GET /fapi/v1/income",
            "GET /fapi/v1/forceOrders",
            "GET /fapi/v1/adlQuantile",
            "GET /fapi/v1/rateLimit/order",
            "POST /fapi/v1/listenKey",
            "PUT /fapi/v1/listenKey",
            "DELETE /fapi/v1/listenKey",
            "POST /fapi/v1/algoOrder",
            "GET /fapi/v1/algoOrder",
            "DELETE /fapi/v1/algoOrder",
            "DELETE /fapi/v1/algoOpenOrders",
            "GET /fapi/v1/openAlgoOrders",
            "GET /fapi/v1/allAlgoOrders",
            "GET /fapi/v3/account",
            "GET /fapi/v3/balance",
            "GET /fapi/v3/positionRisk",
            "GET /fapi/v2/positionRisk");

    /** What a sane client would send; each value is replaced now and then. */
    private static final Map<String, String> SANE = Map.ofEntries(
            Map.entry("symbol", "BTCUSDT"),
            Map.entry("side", "SELL"),
            Map.entry("type", "LIMIT"),
            Map.entry("positionSide", "BOTH"),
            Map.entry("timeInForce", "GTC"),
            Map.entry("quantity", "0.01"),
            Map.entry("price", "97000"),
            Map.entry("reduceOnly", "true"),
            Map.entry("closePosition", "true"),
            Map.entry("newClientOrderId", "mine"),
            Map.entry("origClientOrderId", "mine"),
            Map.entry("orderId", "8000000001"),
            Map.entry("algoType", "CONDITIONAL"),
            Map.entry("algoId", "4000000000000001"),
            Map.entry("clientAlgoId", "stop"),
            Map.entry("triggerPrice", "95000"),
            Map.entry("activatePrice", "97000"),
            Map.entry("callbackRate", "1"),
            Map.entry("workingType", "MARK_PRICE"),
            Map.entry("priceProtect", "true"),
            Map.entry("priceMatch", "QUEUE"),
            Map.entry("selfTradePreventionMode", "NONE"),
            Map.entry("goodTillDate", "1790001000000"),
            Map.entry("newOrderRespType", "RESULT"),
            Map.entry("leverage", "10"),
            Map.entry("marginType", "ISOLATED"),
            Map.entry("amount", "5"),
            Map.entry("dualSidePosition", "true"),
            Map.entry("multiAssetsMargin", "true"),
            Map.entry("feeBurn", "true"),
            Map.entry("interval", "1m"),
            Map.entry("limit", "10"),
            Map.entry("page", "1"),
            Map.entry("fromId", "1"),
            Map.entry("startTime", "1789999000000"),
            Map.entry("endTime", "1790000000000"),
            Map.entry("incomeType", "COMMISSION"),
            Map.entry("autoCloseType", "ADL"),
            Map.entry("countdownTime", "1000"),
            Map.entry("batchOrders", "[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\"}]"),
            Map.entry("orderIdList", "[1,2]"),
            Map.entry("recvWindow", "5000"),
            Map.entry("listenKey", "nobody"));

    /** What a request needs to get far. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry("POST /fapi/v1/order", List.of("symbol", "side", "type", "timeInForce", "quantity", "price")),
            Map.entry(
                    "POST /fapi/v1/order/test", List.of("symbol", "side", "type", "timeInForce", "quantity", "price")),
            Map.entry("PUT /fapi/v1/order", List.of("symbol", "side", "quantity", "price", "origClientOrderId")),
            Map.entry("GET /fapi/v1/order", List.of("symbol", "origClientOrderId")),
            Map.entry("DELETE /fapi/v1/order", List.of("symbol", "origClientOrderId")),
            Map.entry("POST /fapi/v1/batchOrders", List.of("batchOrders")),
            Map.entry("PUT /fapi/v1/batchOrders", List.of("batchOrders")),
            Map.entry("DELETE /fapi/v1/batchOrders", List.of("symbol", "orderIdList")),
            Map.entry(
                    "POST /fapi/v1/algoOrder",
                    List.of("algoType", "symbol", "side", "type", "quantity", "triggerPrice", "workingType")),
            Map.entry("GET /fapi/v1/algoOrder", List.of("algoId")),
            Map.entry("DELETE /fapi/v1/algoOrder", List.of("algoId")),
            Map.entry("POST /fapi/v1/leverage", List.of("symbol", "leverage")),
            Map.entry("POST /fapi/v1/marginType", List.of("symbol", "marginType")),
            Map.entry("POST /fapi/v1/positionMargin", List.of("symbol", "amount", "page")),
            Map.entry("POST /fapi/v1/countdownCancelAll", List.of("symbol", "countdownTime")),
            Map.entry("GET /fapi/v1/klines", List.of("symbol", "interval")),
            Map.entry("GET /fapi/v1/markPriceKlines", List.of("symbol", "interval")));

    private static final List<String> TYPES =
            List.of("LIMIT", "MARKET", "STOP_MARKET", "TAKE_PROFIT", "STOP", "TRAILING_STOP_MARKET");

    private static final List<String> NAMES = SANE.keySet().stream().sorted().toList();

    private static final List<String> BAD = List.of(
            "",
            " ",
            "0",
            "-1",
            "-0.00000001",
            "1e5",
            "1E400",
            "NaN",
            "0x10",
            ".5",
            "5.",
            "1,5",
            "0.000000000000000001",
            "99999999999999999999",
            "9223372036854775807",
            "9999999999",
            "9999999999.99999999",
            "123456789012345678",
            "true",
            "TRUE ",
            "null",
            "undefined",
            "[]",
            "{}",
            "[{]",
            "[1,2,",
            "[null]",
            "[[[1]]]",
            "[{\"symbol\":[1]}]",
            "[1,2,3]",
            "\"",
            "测试USDT",
            "😀",
            "\u0000",
            "\r\n",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%s%n%d",
            "btcusdt",
            "BTCUSDT,ETHUSDT",
            "BTC USDT",
            "BUY",
            "MARKET",
            "STOP_MARKET",
            "TRAILING_STOP_MARKET",
            "GTD",
            "FOK",
            "LONG");

    private final Random random;

    Nonsense(long seed) {
        this.random = new Random(seed);
    }

    /** One of {@code from}. */
    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String value(String name, int badness) {
        if (!chance(badness)) {
            return name.equals("type") ? pick(TYPES) : SANE.getOrDefault(name, "");
        }
        return chance(8) ? pick(List.of("A", "9", "[")).repeat(1_000) : pick(BAD);
    }

    /** Parameters, percent-encoded but for some that are sent as no encoder would leave them. */
    String parameters(String route) {
        int badness = pick(List.of(0, 5, 15, 45));
        int surplus = pick(List.of(2, 8, 35));
        List<String> needed = NEEDED.getOrDefault(route, List.of("symbol"));
        List<String> parts = new ArrayList<>();
        for (String name : NAMES) {
            if (needed.contains(name) ? !chance(4) : chance(surplus)) {
                parts.add(name + "=" + encoded(value(name, badness)));
            }
        }
        if (chance(5)) {
            parts.add(pick(NAMES) + "=" + encoded(pick(BAD)));
        }
        if (chance(5)) {
            parts.add(pick(List.of("", "=", "=x", "&", "symbol", "symbol=%zz", "symbol=%", "symbol=%C3%28", "%00=1")));
        }
        return String.join("&", parts);
    }

    private String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A body of any kind. */
    String body() {
        return switch (random.nextInt(5)) {
            case 0 -> parameters("");
            case 1 -> "{\"symbol\":\"BTCUSDT\"}";
            case 2 -> "[".repeat(3_000);
            case 3 -> pick(BAD) + "\u0000" + pick(BAD);
            default -> "";
        };
    }

    /** What is sent to the control API: mostly an object with fields of it. */
    String document() {
        if (chance(15)) {
            return body();
        }
        StringBuilder document = new StringBuilder("{");
        for (int field = random.nextInt(5); field >= 0; field--) {
            document.append('"')
                    .append(pick(List.of(
                            "account",
                            "symbol",
                            "side",
                            "quantity",
                            "price",
                            "wallet",
                            "amount",
                            "fault",
                            "count",
                            "target",
                            "probability",
                            "durationMillis",
                            "parameters",
                            "id",
                            "steps",
                            "file",
                            "key",
                            "secret",
                            "leverage",
                            "marginType",
                            "hedge",
                            "positionSide",
                            "clientAlgoId",
                            "nobody")))
                    .append("\":")
                    .append(pick(List.of(
                            quoted(),
                            "\"BTCUSDT\"",
                            "\"BUY\"",
                            "\"0.01\"",
                            "\"main\"",
                            "\"RATE_429\"",
                            "\"\\u0000\"",
                            "\"测试USDT\"",
                            "0.5",
                            "-3",
                            "1e9",
                            "99999999999999999999",
                            "[{\"after\":1,\"price\":1}]",
                            "{\"ms\":1}")))
                    .append(field == 0 ? "" : ",");
        }
        return document.append('}').toString();
    }

    /** What is said on a WebSocket. */
    String frame() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(BAD);
            case 1 -> "[".repeat(3_000);
            case 2 -> "{\"method\":" + quoted() + ",\"params\":" + quoted() + ",\"id\":" + quoted() + "}";
            case 3 -> "{\"method\":\"SUBSCRIBE\",\"params\":[" + quoted() + "],\"id\":1}";
            case 4 ->
                "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\"," + quoted() + "],\"id\":" + random.nextInt(9)
                        + "}";
            default -> "{\"method\":" + quoted() + ",\"id\":-1";
        };
    }

    private String quoted() {
        return pick(List.of(
                "null", "1", "-1", "1e999", "[]", "{}", "[[]]", "\"\"", "\"x\"", "true", "\"SUBSCRIBE\"", "nonsense"));
    }
}
