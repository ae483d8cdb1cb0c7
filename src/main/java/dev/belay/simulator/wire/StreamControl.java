package dev.belay.simulator.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUBSCRIBE and its family (binance-api §9.1): what a client says on an open socket, and the answer. */
final class StreamControl {

    private static final String METHODS =
            "`SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`";

    private static final int LONGEST_ID = 36;

    private final ObjectMapper mapper = new ObjectMapper();

    /** Does what the message asks for and returns the answer; never throws. */
    JsonNode answer(StreamSession session, String text) {
        JsonNode message;
        try {
            message = mapper.readTree(text);
        } catch (JsonProcessingException notJson) {
            return error(3, "Invalid JSON: expected value at " + place(notJson.getLocation()));
        }
        JsonNode id = message.path("id");
        if (!isRequestId(id)) {
            return error(2, "Invalid request: request ID must be an unsigned integer");
        }
        return act(session, message).set("id", id);
    }

    /** The reader does not say where when it is the whole that is too deep or too long. */
    private static String place(@Nullable JsonLocation found) {
        return found == null ? "line 1 column 1" : "line " + found.getLineNr() + " column " + found.getColumnNr();
    }

    /**
     * The documents ask for an unsigned number; the official connectors send a text of 32 or 36 characters and live on
     * it, so the exchange takes both.
     */
    private static boolean isRequestId(JsonNode id) {
        return id.isTextual()
                ? !id.asText().isEmpty() && id.asText().length() <= LONGEST_ID
                : id.isIntegralNumber() && id.asLong() >= 0;
    }

    private static ObjectNode act(StreamSession session, JsonNode message) {
        String method = message.path("method").asText();
        return switch (method) {
            case "SUBSCRIBE" -> {
                session.streams().addAll(names(message));
                yield result();
            }
            case "UNSUBSCRIBE" -> {
                session.streams().removeAll(names(message));
                yield result();
            }
            case "LIST_SUBSCRIPTIONS" -> list(session);
            case "SET_PROPERTY" -> setProperty(session, message);
            case "GET_PROPERTY" ->
                isCombined(message) ? Json.object().put("result", session.combined()) : unknownProperty();
            default -> error(2, "Invalid request: unknown variant " + method + ", expected one of " + METHODS);
        };
    }

    private static ObjectNode list(StreamSession session) {
        ObjectNode listed = Json.object();
        ArrayNode names = listed.putArray("result");
        session.streams().forEach(names::add);
        return listed;
    }

    private static ObjectNode setProperty(StreamSession session, JsonNode message) {
        if (!isCombined(message)) {
            return unknownProperty();
        }
        JsonNode value = message.path("params").path(1);
        if (!value.isBoolean()) {
            return error(1, "Invalid value type: expected Boolean");
        }
        session.combine(value.asBoolean());
        return result();
    }

    private static boolean isCombined(JsonNode message) {
        return message.path("params").path(0).asText().equals("combined");
    }

    private static List<String> names(JsonNode message) {
        List<String> names = new ArrayList<>();
        message.path("params").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static ObjectNode result() {
        return Json.object().putNull("result");
    }

    private static ObjectNode unknownProperty() {
        return error(0, "Unknown property");
    }

    private static ObjectNode error(int code, String text) {
        return Json.object().put("code", code).put("msg", text);
    }
}
