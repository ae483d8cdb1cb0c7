package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Positions that are answered wrongly: empty, stale, without one symbol or with one twice (binance-api §15 Q1, Q2). */
final class PositionFaults {

    private static final String POSITIONS = "positions";
    private static final Set<String> ROUTES = Set.of(
            "GET /fapi/v2/positionRisk", "GET /fapi/v3/positionRisk", "GET /fapi/v2/account", "GET /fapi/v3/account");

    private final FaultBoard board;
    private final Map<String, JsonNode> kept = new HashMap<>();

    PositionFaults(FaultBoard board) {
        this.board = board;
    }

    /** Remembers what an account would be answered now. */
    void keep(AccountApi account, long now) {
        for (String name : ROUTES) {
            Route route = account.route(name);
            if (route != null) {
                Params all = Params.of(new Call("GET", "", "", "", ""));
                kept.put(account.account().name() + name, route.handler().answer(all, now));
            }
        }
    }

    /** The answer as it is told. */
    JsonNode changed(AskedFor asked, JsonNode answer, long now) {
        if (board.isQuiet() || !ROUTES.contains(asked.route())) {
            return answer;
        }
        String[] targets = targets(asked, answer);
        if (board.fires(Fault.EMPTY_POSITIONS, now, targets).isPresent()) {
            return with(answer, Json.array());
        }
        JsonNode before = kept.get(asked.account() + asked.route());
        if (before != null && board.fires(Fault.STALE_POSITIONS, now, targets).isPresent()) {
            return with(before, only(positions(before), row -> asked.isAbout(symbol(row))));
        }
        if (positions(answer).isEmpty()) {
            return answer;
        }
        if (board.fires(Fault.DUP_POSITIONS, now, targets).isPresent()) {
            return with(answer, firstTwice(positions(answer)));
        }
        return board.fires(Fault.PARTIAL_POSITIONS, now, targets)
                .map(order -> with(answer, without(positions(answer), order.target())))
                .orElse(answer);
    }

    /** Symbols that an answer is about count as what the request is about. */
    private static String[] targets(AskedFor asked, JsonNode answer) {
        List<String> all = new ArrayList<>(List.of(asked.targets()));
        positions(answer).forEach(row -> all.add(symbol(row)));
        return all.toArray(String[]::new);
    }

    /** Leaves out the named symbol, or the first row when none is named. */
    private static ArrayNode without(JsonNode rows, String target) {
        boolean isNamed = false;
        for (JsonNode row : rows) {
            isNamed |= symbol(row).equalsIgnoreCase(target);
        }
        String gone = isNamed ? target : symbol(rows.path(0));
        return only(rows, row -> !symbol(row).equalsIgnoreCase(gone));
    }

    private static ArrayNode firstTwice(JsonNode rows) {
        ArrayNode all = only(rows, row -> true);
        all.add(rows.path(0));
        return all;
    }

    private static ArrayNode only(JsonNode rows, Predicate<JsonNode> wanted) {
        ArrayNode some = Json.array();
        rows.forEach(row -> {
            if (wanted.test(row)) {
                some.add(row);
            }
        });
        return some;
    }

    private static JsonNode with(JsonNode answer, ArrayNode positions) {
        if (answer.isArray()) {
            return positions;
        }
        ObjectNode account = answer.deepCopy();
        account.set(POSITIONS, positions);
        return account;
    }

    private static JsonNode positions(JsonNode answer) {
        return answer.isArray() ? answer : answer.path(POSITIONS);
    }

    private static String symbol(JsonNode row) {
        return row.path("symbol").asText();
    }
}
