package dev.belay.simulator;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import dev.belay.simulator.wire.Reply;
import java.util.Map;

/** An answer of the exchange as HTTP. */
final class HttpReply {

    private static final StatusCode TEAPOT = StatusCodes.custom(418, "I'm a teapot", "", false, true);

    private HttpReply() {}

    static HttpResponse of(Reply reply) {
        ContentType.NonBinary type =
                reply.delivery().html() ? ContentTypes.TEXT_HTML_UTF8 : ContentTypes.APPLICATION_JSON;
        HttpResponse response =
                HttpResponse.create().withStatus(status(reply.status())).withEntity(type, reply.body());
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response = response.addHeader(HttpHeader.parse(header.getKey(), header.getValue()));
        }
        return response;
    }

    private static StatusCode status(int status) {
        return status == TEAPOT.intValue() ? TEAPOT : StatusCodes.get(status);
    }
}
