package dev.belay.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of Binance's REST wire that knows nothing of the simulator's code. */
final class RestClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Simulator simulator;

    RestClient(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Status, body and headers of an answer. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        int code() {
            return body.path("code").asInt();
        }
    }

    Answer open(String method, String pathAndQuery) throws Exception {
        return send(method, pathAndQuery, simulator.apiKey());
    }

    /** Signs {@code parameters} with the simulator's time. */
    Answer signed(String method, String path, String parameters) throws Exception {
        return signedAt(method, path, parameters, simulator.clock().millis());
    }

    Answer signedAt(String method, String path, String parameters, long timestamp) throws Exception {
        String total = (parameters.isEmpty() ? "" : parameters + "&") + "timestamp=" + timestamp;
        return send(method, path + "?" + total + "&signature=" + sign(total, simulator.secret()), simulator.apiKey());
    }

    Answer send(String method, String pathAndQuery, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.restBase() + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("X-MBX-APIKEY", key);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isPage = response.body().startsWith("<");
        JsonNode body = isPage ? mapper.missingNode() : mapper.readTree(response.body());
        return new Answer(response.statusCode(), body, response);
    }

    static String sign(String text, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
