package dev.belay.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What the judge answers: an account with one long position of 1 at 1,000.00 in each symbol, whose orders all succeed. */
final class LoopbackAnswers {

    private final List<String> symbols;
    private final long openedAt;
    private final Map<String, String> stops = new ConcurrentSkipListMap<>();
    /** The positions of so many of the symbols are open. */
    private volatile int open;

    LoopbackAnswers(List<String> symbols, long openedAt) {
        this.symbols = symbols;
        this.openedAt = openedAt;
        this.open = symbols.size();
    }

    /** From now on only the first {@code count} positions are open. */
    void open(int count) {
        open = count;
    }

    /** What rests: the answer to whoever asks for it, by its id. */
    Map<String, String> stops() {
        return stops;
    }

    /** Stops that rest. */
    int resting() {
        return stops.size();
    }

    String to(String line) {
        String call = line.replaceFirst("^(\\S+ [^ ?]+).*", "$1");
        Map<String, String> parameters = LoopbackExchange.parameters(line);
        return switch (call) {
            case "POST /fapi/v1/algoOrder" -> placed(parameters);
            case "GET /fapi/v1/algoOrder" -> stops.getOrDefault(parameters.get("clientAlgoId"), "{}");
            case "DELETE /fapi/v1/algoOrder" -> cancelled(parameters.get("clientAlgoId"));
            case "GET /fapi/v1/openAlgoOrders" -> "[" + listed(parameters.get("symbol")) + "]";
            case "GET /fapi/v3/positionRisk" -> positions(parameters.get("symbol"));
            case "GET /fapi/v1/userTrades" -> "[" + opening(parameters.get("symbol")) + "]";
            case "GET /fapi/v1/openOrders", "GET /fapi/v1/income", "GET /fapi/v1/rateLimit/order" -> "[]";
            case "GET /fapi/v1/exchangeInfo" -> rules();
            case "GET /fapi/v1/accountConfig" -> "{\"canTrade\":true,\"dualSidePosition\":false}";
            case "GET /fapi/v1/time" -> "{\"serverTime\":" + System.currentTimeMillis() + "}";
            default -> "{\"listenKey\":\"bench\"}";
        };
    }

    private String placed(Map<String, String> parameters) {
        String id = parameters.get("clientAlgoId");
        boolean closes = parameters.containsKey("closePosition");
        String stop = "{\"algoId\":" + (1 + stops.size()) + ",\"clientAlgoId\":\"" + id
                + "\",\"algoType\":\"CONDITIONAL\",\"orderType\":\"STOP_MARKET\",\"symbol\":\""
                + parameters.get("symbol")
                + "\",\"side\":\"" + parameters.get("side") + "\",\"positionSide\":\"BOTH\",\"quantity\":\""
                + parameters.getOrDefault("quantity", "0") + "\",\"algoStatus\":\"NEW\",\"triggerPrice\":\""
                + parameters.get("triggerPrice")
                + "\",\"price\":\"0\",\"workingType\":\"MARK_PRICE\",\"closePosition\":"
                + closes + ",\"priceProtect\":false,\"reduceOnly\":true,\"updateTime\":" + parameters.get("timestamp")
                + "}";
        stops.put(id, stop);
        return stop;
    }

    private String cancelled(String id) {
        stops.remove(id);
        return "{\"algoId\":1,\"clientAlgoId\":\"" + id + "\",\"code\":\"200\",\"msg\":\"success\"}";
    }

    private String listed(String symbol) {
        return stops.values().stream()
                .filter(stop -> symbol == null || stop.contains("\"symbol\":\"" + symbol + "\""))
                .collect(Collectors.joining(","));
    }

    /** The fill by which the position was opened. */
    private String opening(String symbol) {
        return "{\"symbol\":\"" + symbol + "\",\"id\":1,\"orderId\":1,\"side\":\"BUY\",\"positionSide\":\"BOTH\","
                + "\"price\":\"1000.00\",\"qty\":\"1\",\"realizedPnl\":\"0\",\"commission\":\"0.5\","
                + "\"commissionAsset\":\"USDT\",\"maker\":false,\"time\":" + openedAt + "}";
    }

    private String positions(String asked) {
        return symbols.stream()
                .limit(open)
                .filter(symbol -> asked == null || asked.equals(symbol))
                .map(symbol -> "{\"symbol\":\"" + symbol
                        + "\",\"positionSide\":\"BOTH\",\"positionAmt\":\"1\",\"entryPrice\":\"1000.00\","
                        + "\"liquidationPrice\":\"0\",\"updateTime\":" + openedAt + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String rules() {
        return symbols.stream()
                .map(symbol -> "{\"symbol\":\"" + symbol + "\",\"status\":\"TRADING\",\"filters\":["
                        + "{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.01\"},"
                        + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.001\",\"maxQty\":\"10000\",\"stepSize\":\"0.001\"},"
                        + "{\"filterType\":\"MIN_NOTIONAL\",\"notional\":\"5\"}]}")
                .collect(Collectors.joining(",", "{\"symbols\":[", "]}"));
    }
}
