package dev.belay.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.web.ApiToken;
import dev.belay.web.NodeFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Speaks to the running node of a home. Every failure is a {@link CommandFailure} with what to do. */
final class NodeClient {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI base;
    private final ApiToken token;

    private NodeClient(URI base, ApiToken token) {
        this.base = base;
        this.token = token;
    }

    /** The node of {@code home}; fails when none runs there. */
    static NodeClient of(Path home) {
        return find(home)
                .orElseThrow(() -> unreachable(
                        "no node runs in " + home + ". Start one with \"belay run\", or name its --mode or --config."));
    }

    /** The node of {@code home}; empty when none runs there, also when a killed one left its file. */
    static Optional<NodeClient> find(Path home) {
        try {
            Optional<NodeFile> file =
                    NodeFile.read(home).filter(NodeFile::isAlive).filter(NodeClient::listens);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            String host = file.get().host().contains(":")
                    ? "[" + file.get().host() + "]"
                    : file.get().host();
            URI base = URI.create("http://" + host + ":" + file.get().port() + "/api/v1/");
            return Optional.of(new NodeClient(base, ApiToken.read(home)));
        } catch (IOException e) {
            throw unreachable("the node of " + home + " cannot be asked: " + e.getMessage());
        }
    }

    /** A killed process can look alive for a while, and its number can be another's. */
    private static boolean listens(NodeFile file) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(file.host(), file.port()), (int) CONNECT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** {@code text} as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    JsonNode get(String path) {
        return answered(request(path).GET().build());
    }

    /** The answer; empty when there is no such thing. */
    Optional<JsonNode> find(String path) {
        HttpResponse<String> response = sent(request(path).GET().build());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(document(response));
    }

    JsonNode post(String path, ObjectNode body) {
        return answered(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        URI address = URI.create(base.resolve(path).toASCIIString());
        return HttpRequest.newBuilder(address).timeout(ANSWER).header("Authorization", token.authorization());
    }

    private JsonNode answered(HttpRequest request) {
        return document(sent(request));
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable("the node at %s does not answer (%s). Does it still run? Its log says more."
                    .formatted(base.getAuthority(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCodes.UNEXPECTED, "interrupted");
        }
    }

    private static JsonNode document(HttpResponse<String> response) {
        JsonNode node;
        try {
            node = JournalFormat.json().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw unreachable("the answer is not from a node of Belay (status " + response.statusCode() + ")");
        }
        if (response.statusCode() < 300) {
            return node;
        }
        String title = node.path("title").asText("status " + response.statusCode());
        String remedy = node.path("remedy").asText();
        throw new CommandFailure(
                exitCode(response.statusCode(), title),
                title + ": " + node.path("detail").asText() + System.lineSeparator() + "    " + remedy);
    }

    private static int exitCode(int status, String title) {
        if (title.equals("journal unreadable")) {
            return ExitCodes.UNREADABLE_JOURNAL;
        }
        return switch (status) {
            case 400 -> ExitCodes.USAGE;
            case 404, 409 -> ExitCodes.REFUSED;
            case 401, 403, 421, 503, 504 -> ExitCodes.UNREACHABLE;
            default -> ExitCodes.UNEXPECTED;
        };
    }

    private static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCodes.UNREACHABLE, message);
    }
}
