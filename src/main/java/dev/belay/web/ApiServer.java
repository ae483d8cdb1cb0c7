package dev.belay.web;

import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.settings.ServerSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The HTTP API of a node. */
public final class ApiServer {

    private ApiServer() {}

    /**
     * Binds the API; the stage fails when the port is taken.
     *
     * @param host a loopback address
     * @param port 0 for any free one; the binding knows which
     */
    public static CompletionStage<ServerBinding> start(ApiBackend backend, String host, int port, ApiToken token) {
        ServerSettings settings = ServerSettings.create(
                        backend.system().settings().config())
                .withServerHeader(Optional.empty())
                .withMaxConnections(64);
        return Http.get(backend.system())
                .newServerAt(host, port)
                .withSettings(settings)
                .bind(new ApiRoutes(backend, new ApiGuard(token)).routes())
                .thenApply(binding -> binding.addToCoordinatedShutdown(Duration.ofSeconds(2), backend.system()));
    }
}
