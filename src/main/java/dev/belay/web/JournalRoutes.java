package dev.belay.web;

import static akka.http.javadsl.server.PathMatchers.segment;

import akka.actor.typed.DispatcherSelector;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalPoint;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.money.Require;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** The journal's part of the API: everything is read, on threads that may block, and nothing changed. */
final class JournalRoutes extends AllDirectives {

    private static final int NEWEST_AT_MOST = 5_000;

    private final ApiBackend backend;
    private final Function<Supplier<CompletionStage<ObjectNode>>, Route> answered;
    private final Executor blocking;

    JournalRoutes(ApiBackend backend, Function<Supplier<CompletionStage<ObjectNode>>, Route> answered) {
        this.backend = backend;
        this.answered = answered;
        this.blocking = backend.system().dispatchers().lookup(DispatcherSelector.blocking());
    }

    Route routes() {
        return concat(
                pathPrefix(
                        "journal",
                        () -> get(() -> concat(
                                pathEnd(() -> read(JournalDocument::legs)),
                                path(segment(), this::events),
                                path(segment().slash("state"), this::state),
                                path(segment().slash("diff"), this::difference)))),
                path("events", () -> get(this::newest)),
                path("rows", () -> get(this::rows)));
    }

    private Route events(String leg) {
        return parameterOptional(
                "from",
                from -> parameterOptional(
                        "to",
                        to -> read(journal -> JournalDocument.events(
                                journal, leg(leg), number("from", from, 1), number("to", to, Long.MAX_VALUE)))));
    }

    private Route state(String leg) {
        return parameterOptional(
                "at",
                at -> read(journal -> JournalDocument.state(journal, leg(leg), point("at", at))
                        .orElseThrow(() -> none(leg, at))));
    }

    private Route difference(String leg) {
        return parameterOptional(
                "from",
                from -> parameterOptional(
                        "to",
                        to -> read(journal -> JournalDocument.difference(
                                        journal, leg(leg), point("from", from), point("to", to))
                                .orElseThrow(() -> none(leg, to)))));
    }

    private Route newest() {
        return parameterOptional(
                "leg",
                leg -> parameterOptional(
                        "after",
                        after -> parameterOptional(
                                "limit",
                                limit -> read(journal -> JournalDocument.newest(
                                        journal, leg.map(this::leg), number("after", after, 0), (int)
                                                Math.min(number("limit", limit, 20), NEWEST_AT_MOST))))));
    }

    private Route rows() {
        return parameterOptional(
                "journal",
                id -> parameterOptional(
                        "from",
                        from -> read(journal -> id.map(
                                        known -> RowsDocument.page(journal.rows(), known, number("from", from, 1)))
                                .orElseGet(() -> RowsDocument.heads(journal.rows())))));
    }

    private LegId leg(String text) {
        return LegName.parse(backend.about().account(), text);
    }

    private static JournalPoint point(String name, Optional<String> text) {
        try {
            return JournalPoint.parse(text.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static ApiAnswers.Refusal none(String leg, Optional<String> at) {
        return new ApiAnswers.Refusal(
                Problem.notFound("the journal of %s has no event at %s".formatted(leg, at.orElse(""))));
    }

    private static long number(String name, Optional<String> text, long missing) {
        String number = text.orElse(Long.toString(missing));
        Require.argument(
                number.matches("[0-9]{1,18}") || number.equals(Long.toString(Long.MAX_VALUE)),
                "%s: expected a whole number, was [%s]",
                name,
                number);
        return Long.parseLong(number);
    }

    private Route read(Function<JournalReader, ObjectNode> question) {
        return answered.apply(() -> CompletableFuture.supplyAsync(() -> question.apply(backend.journal()), blocking));
    }
}
