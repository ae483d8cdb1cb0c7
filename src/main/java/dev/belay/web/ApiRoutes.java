package dev.belay.web;

import static akka.http.javadsl.server.PathMatchers.segment;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.MethodRejection;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.LegId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes of the API, each behind the {@link ApiGuard}. */
final class ApiRoutes extends AllDirectives {

    static final int LARGEST_BODY = 64 * 1024;
    private static final long BODY_TIMEOUT_MILLIS = 5_000;

    private final ApiBackend backend;
    private final ApiAnswers answers;
    private final ApiGuard guard;
    private final JournalRoutes journal;

    ApiRoutes(ApiBackend backend, ApiGuard guard) {
        this.backend = backend;
        this.answers = new ApiAnswers(backend);
        this.guard = guard;
        this.journal = new JournalRoutes(backend, this::answered);
    }

    Route routes() {
        Route guarded = extractRequest(request -> guard.refusal(request)
                .<Route>map(problem -> complete(problem.response()))
                .orElseGet(this::everything));
        return respondWithHeaders(
                List.of(
                        RawHeader.create("X-Content-Type-Options", "nosniff"),
                        RawHeader.create("Cache-Control", "no-store")),
                () -> handleRejections(problems(), () -> guarded));
    }

    private Route everything() {
        return pathPrefix(
                segment("api").slash("v1"),
                () -> concat(
                        path("status", this::status),
                        path("gateway", this::gateway),
                        path("open", this::open),
                        pathPrefix("positions", this::positions),
                        path("lookups", this::lookups),
                        journal.routes()));
    }

    private Route status() {
        return get(() -> answered(answers::status));
    }

    private Route gateway() {
        return get(() -> answered(answers::gateway));
    }

    private Route open() {
        return post(() -> posted(body -> answers.open(Wanted.open(body))));
    }

    private Route positions() {
        return concat(
                pathEnd(() -> get(() -> answered(answers::positions))),
                path(segment(), leg -> get(() -> answered(() -> answers.position(leg(leg))))),
                path(segment().slash("why"), leg -> get(() -> answered(() -> answers.why(leg(leg))))),
                path(segment().slash("lookup"), leg -> get(() -> answered(() -> answers.lookup(leg(leg))))),
                path(
                        segment().slash("policy"),
                        leg -> post(() -> posted(body -> answers.policy(leg(leg), Wanted.policy(body))))),
                path(
                        segment().slash("close"),
                        leg -> post(() -> posted(body -> answers.close(leg(leg), Wanted.close(body))))),
                path(
                        segment().slash("rebuild"),
                        leg -> post(() -> posted(body -> answers.rebuild(leg(leg), Wanted.rebuild(body))))));
    }

    private Route lookups() {
        return get(() -> answered(answers::lookups));
    }

    private LegId leg(String text) {
        return LegName.parse(backend.about().account(), text);
    }

    private Route answered(Supplier<CompletionStage<ObjectNode>> question) {
        return completeWithFuture(response(question, StatusCodes.OK.intValue()));
    }

    private Route posted(Function<String, CompletionStage<ObjectNode>> order) {
        return extractMaterializer(materializer -> extractRequest(request ->
                completeWithFuture(response(() -> body(request, materializer).thenCompose(order), 202))));
    }

    private static CompletionStage<String> body(HttpRequest request, Materializer materializer) {
        if (!request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)) {
            throw new ApiAnswers.Refusal(new Problem(
                    415, "not JSON", "the body is of another type", "Send Content-Type: application/json."));
        }
        return request.entity()
                .withSizeLimit(LARGEST_BODY)
                .toStrict(BODY_TIMEOUT_MILLIS, materializer)
                .thenApply(strict -> strict.getData().utf8String());
    }

    private static CompletionStage<HttpResponse> response(Supplier<CompletionStage<ObjectNode>> question, int status) {
        CompletionStage<ObjectNode> answer;
        try {
            answer = question.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.handle((node, failure) ->
                failure == null ? json(node, status) : Failures.problem(failure).response());
    }

    private static HttpResponse json(ObjectNode node, int status) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(
                        ContentTypes.APPLICATION_JSON, node.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private RejectionHandler problems() {
        return RejectionHandler.newBuilder()
                .handleNotFound(complete(new Problem(
                                404, "no such address", "nothing answers here", "The API begins with /api/v1/status.")
                        .response()))
                .handleAll(
                        MethodRejection.class,
                        rejections -> complete(new Problem(
                                        405,
                                        "wrong method",
                                        "this address is asked with "
                                                + rejections.get(0).supported().name(),
                                        "Only POST changes something; everything else is GET.")
                                .response()))
                .build();
    }
}
