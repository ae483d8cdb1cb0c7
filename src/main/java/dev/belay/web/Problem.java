package dev.belay.web;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaType;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as RFC 9457 wants it.
 *
 * @param title the same for every problem of its kind
 * @param detail what is special about this one, with its numbers
 * @param remedy what to do
 */
public record Problem(int status, String title, String detail, String remedy) {

    private static final MediaType.WithFixedCharset JSON =
            MediaTypes.customWithFixedCharset("application", "problem+json", HttpCharsets.UTF_8, Map.of(), false);

    /** Something in the request is wrong. */
    public static Problem badRequest(String detail, String remedy) {
        return new Problem(400, "bad request", detail, remedy);
    }

    static Problem notFound(String detail) {
        return new Problem(
                404, "not found", detail, "GET /api/v1/positions and GET /api/v1/journal list what there is.");
    }

    static Problem refused(@Nullable String detail) {
        return new Problem(
                409,
                "refused",
                detail == null ? "no reason was given" : detail,
                "The detail names the rule and its numbers; nothing was sent to the exchange.");
    }

    /** The answer that tells it. */
    public HttpResponse response() {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("remedy", remedy);
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .withEntity(HttpEntities.create(
                        ContentTypes.create(JSON), node.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
