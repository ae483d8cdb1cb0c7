package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked for.
 *
 * @param method GET or POST
 * @param fields of the JSON body, or of the query of a GET; those that may be left out end with a question mark
 * @param sentence what it does
 */
record Verb(String method, String path, List<String> fields, String sentence, Handler handler) {

    Verb {
        fields = List.copyOf(fields);
    }

    /** Does it; throws {@link IllegalArgumentException} when a field is wrong. */
    interface Handler {
        CompletionStage<? extends JsonNode> answer(ControlFields fields);
    }

    static Verb get(String path, List<String> fields, String sentence, Handler handler) {
        return new Verb("GET", path, fields, sentence, handler);
    }

    static Verb post(String path, List<String> fields, String sentence, Handler handler) {
        return new Verb("POST", path, fields, sentence, handler);
    }

    String name() {
        return method + " " + path;
    }

    /** Field names without question marks. */
    List<String> names() {
        return fields.stream().map(field -> field.replace("?", "")).toList();
    }
}
