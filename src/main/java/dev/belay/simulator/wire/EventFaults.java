package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Events that are lost, doubled, late, out of order or strange (binance-api §16.7). A fault that is aimed at nothing
 * means events of the user stream; market events are hit by their type.
 */
final class EventFaults {

    static final String UNKNOWN_NAME = "zz";
    static final String UNKNOWN_WORD = "SOMETHING_NEW";

    private static final long USUAL_DELAY = 2_000;
    private static final int COIN_MARGINED = 2;

    private final FaultBoard board;

    /** What is sent instead of an event: {@code delay} is exchange time in milliseconds. */
    record Sent(JsonNode payload, long delay) {}

    EventFaults(FaultBoard board) {
        this.board = board;
    }

    boolean isQuiet() {
        return board.isQuiet();
    }

    /** What an event of {@code account}'s user stream becomes: nothing, itself, or more. */
    List<Sent> ofUser(String account, ObjectNode event, long now) {
        String[] targets = {type(event), symbol(event), "private", account};
        return sent(event, fault -> board.fires(fault, now, targets));
    }

    /** What a market event becomes. */
    List<Sent> ofMarket(StreamUrl.Realm realm, JsonNode event, long now) {
        if (board.isQuiet()) {
            return List.of(new Sent(event, 0));
        }
        String[] targets = {type(event), symbol(event), realm.name().toLowerCase(Locale.ROOT)};
        return sent(event, fault -> board.firesAt(fault, now, targets));
    }

    /** Whether and how a fault fires for the event at hand. */
    private interface Asked {
        Optional<FaultOrder> fires(Fault fault);
    }

    private List<Sent> sent(JsonNode event, Asked asked) {
        if (board.isQuiet()) {
            return List.of(new Sent(event, 0));
        }
        if (asked.fires(Fault.DROP_EVENT).isPresent()) {
            return List.of();
        }
        if (event instanceof ObjectNode object) {
            disfigure(object, asked);
        }
        long delay = asked.fires(Fault.DELAY_EVENT)
                .map(order -> order.number("ms", USUAL_DELAY))
                .orElse(0L);
        Sent once = new Sent(event, delay);
        return asked.fires(Fault.DUP_EVENT).isPresent() ? List.of(once, once) : List.of(once);
    }

    private static void disfigure(ObjectNode event, Asked asked) {
        JsonNode body = event.has("o") ? event.path("o") : event.has("a") ? event.path("a") : event;
        if (!(body instanceof ObjectNode inner)) {
            return;
        }
        if (asked.fires(Fault.UNKNOWN_FIELD).isPresent()) {
            event.put(UNKNOWN_NAME, UNKNOWN_WORD);
            inner.put(UNKNOWN_NAME, UNKNOWN_WORD);
        }
        String word = inner.has("X") ? "X" : "m";
        if (inner.path(word).isTextual() && asked.fires(Fault.UNKNOWN_ENUM).isPresent()) {
            inner.put(word, UNKNOWN_WORD);
        }
        String optional = inner.has("V") ? "V" : "";
        if (!optional.isEmpty() && asked.fires(Fault.NULL_FIELD).isPresent()) {
            inner.putNull(optional);
            nullIfThere(inner, "N", "n", "rm", "AP", "cr");
        }
    }

    private static void nullIfThere(ObjectNode body, String... names) {
        for (String name : names) {
            if (body.has(name)) {
                body.putNull(name);
            }
        }
    }

    /** The events of one moment; across their types, the order may be another one, within a type never. */
    List<ObjectNode> ordered(String account, List<ObjectNode> events, long now) {
        if (board.isQuiet()) {
            return events;
        }
        Map<String, List<ObjectNode>> byType = new LinkedHashMap<>();
        events.forEach(event ->
                byType.computeIfAbsent(type(event), any -> new ArrayList<>()).add(event));
        if (byType.size() < 2
                || board.fires(Fault.REORDER_ACROSS_TYPES, now, "private", account)
                        .isEmpty()) {
            return events;
        }
        List<List<ObjectNode>> groups = new ArrayList<>(byType.values());
        Collections.reverse(groups);
        return groups.stream().flatMap(List::stream).toList();
    }

    /** An array over all markets, perhaps with a contract of the other exchange in it (binance-api §15 Q25). */
    ArrayNode array(ArrayNode all, long now) {
        JsonNode first = all.path(0);
        boolean fires = !board.isQuiet()
                && first.isObject()
                && board.fires(Fault.CM_SYMBOL_IN_ARRAY, now, "market", type(first))
                        .isPresent();
        if (fires) {
            ObjectNode foreign = first.deepCopy();
            all.insert(0, foreign.put("s", "BTCUSD_PERP").put("st", COIN_MARGINED));
        }
        return all;
    }

    private static String type(JsonNode event) {
        return event.path("e").asText();
    }

    private static String symbol(JsonNode event) {
        String inner = event.path("o").path("s").asText();
        if (!inner.isEmpty()) {
            return inner;
        }
        String position = event.path("a").path("P").path(0).path("s").asText();
        return position.isEmpty() ? event.path("s").asText() : position;
    }
}
