package dev.belay.simulator.control;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.settings.ServerSettings;
import akka.stream.Materializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.web.ApiGuard;
import dev.belay.web.ApiToken;
import dev.belay.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The control API on a port of its own, loopback only, behind a token. {@code GET /} tells what can be asked for. */
public final class ControlServer {

    private static final int LARGEST_BODY = 1 << 20;
    private static final long BODY_MILLIS = 5_000;

    private static final String SETTINGS =
            "akka.http.server.parsing.error-handler = \"" + MalformedControl.class.getName() + "\"";

    private final ActorSystem<?> system;
    private final ApiGuard guard;
    private final Map<String, Verb> verbs = new LinkedHashMap<>();

    private ControlServer(ActorSystem<?> system, SimulatorControl control, Optional<AuditFile> audit, ApiGuard guard) {
        this.system = system;
        this.guard = guard;
        List<Verb> all = new ArrayList<>();
        all.add(Verb.get("/", List.of(), "This list.", fields -> list()));
        all.addAll(new AccountVerbs(control).verbs());
        all.addAll(new PriceVerbs(control).verbs());
        all.addAll(new ActVerbs(control).verbs());
        all.addAll(new FaultVerbs(control).verbs());
        all.addAll(new AuditVerbs(audit).verbs());
        all.forEach(verb -> verbs.put(verb.name(), verb));
    }

    /**
     * Binds the API; the stage fails when the port is taken.
     *
     * @param port on 127.0.0.1, 0 for any free one; the binding knows which
     * @param audit what GET /audit reads, if there is one
     */
    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system, SimulatorControl control, Optional<AuditFile> audit, int port, ApiGuard guard) {
        ControlServer server = new ControlServer(system, control, audit, guard);
        return Http.get(system)
                .newServerAt("127.0.0.1", port)
                .withSettings(ServerSettings.create(SETTINGS))
                .bind(server::handle);
    }

    /** A guard for a simulator that runs alone and has printed its token. */
    public static ApiGuard guard(ApiToken token) {
        return new ApiGuard(token, "the token that the simulator printed when it started");
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        Optional<Problem> refusal = guard.refusal(request);
        if (refusal.isPresent()) {
            request.discardEntityBytes(system);
            return CompletableFuture.completedFuture(refusal.get().response());
        }
        return request.entity()
                .toStrict(BODY_MILLIS, LARGEST_BODY, Materializer.matFromSystem(system))
                .thenCompose(body -> answer(request, body.getData().utf8String()))
                .thenApply(ControlServer::response)
                .exceptionally(failure -> ControlFailure.problem(failure).response());
    }

    private CompletionStage<? extends JsonNode> answer(HttpRequest request, String body) {
        String path = request.getUri().getPathString();
        Verb verb = verbs.get(request.method().value() + " " + path);
        if (verb == null) {
            throw new NoSuchVerb(request.method().value(), path, verbs.keySet());
        }
        ControlFields fields = verb.method().equals("GET")
                ? ControlFields.ofQuery(request.getUri().query().toMap(), verb.names())
                : ControlFields.ofBody(body, verb.names());
        return verb.handler().answer(fields);
    }

    private CompletionStage<ObjectNode> list() {
        ObjectNode answer = ControlFields.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("verbs");
        verbs.values().forEach(verb -> {
            ArrayNode fields = list.addObject()
                    .put("verb", verb.name())
                    .put("does", verb.sentence())
                    .putArray("fields");
            verb.fields().forEach(fields::add);
        });
        return CompletableFuture.completedFuture(answer.put("note", "fields with ? may be left out"));
    }

    private static HttpResponse response(JsonNode answer) {
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .withEntity(ContentTypes.APPLICATION_JSON, answer.toString() + "\n");
    }
}
