package dev.belay.web;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.Host;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask at all (reliability §6.3): only who names this machine as the host, because a page on the web can
 * make a browser call loopback under its own name; only without a foreign origin; only with the token.
 */
public final class ApiGuard {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final ApiToken token;
    private final String whereItIs;

    /** For a node, whose token is in its home. */
    public ApiGuard(ApiToken token) {
        this(token, "the content of the file \"token\" in the node's home");
    }

    /** @param whereItIs where a client finds the token, told to who comes without it */
    public ApiGuard(ApiToken token, String whereItIs) {
        this.token = token;
        this.whereItIs = whereItIs;
    }

    /** Why {@code request} is turned away; empty when it may go on. */
    public Optional<Problem> refusal(HttpRequest request) {
        Optional<Host> host = request.getHeader(Host.class);
        if (host.isEmpty() || !LOOPBACK.contains(host.get().host().address())) {
            return Optional.of(new Problem(
                    421,
                    "wrong host",
                    "the Host header does not name this machine's loopback address",
                    "Ask for 127.0.0.1 or localhost; this API serves nobody else."));
        }
        if (isForeign(request, host.get())) {
            return Optional.of(new Problem(
                    403,
                    "foreign origin",
                    "the Origin header names another site",
                    "Pages of other sites may not use this API."));
        }
        return hasToken(request) ? Optional.empty() : Optional.of(unauthorized(whereItIs));
    }

    private static boolean isForeign(HttpRequest request, Host host) {
        return request.getHeader("Origin")
                .map(origin -> !origin.value().equals("http://" + host.value()))
                .orElse(false);
    }

    private boolean hasToken(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(HttpHeader::value)
                .map(token::isShownBy)
                .orElse(false);
    }

    private static Problem unauthorized(String whereItIs) {
        return new Problem(
                401,
                "token required",
                "the Authorization header does not show the token",
                "Send \"Authorization: Bearer ...\" with " + whereItIs + ".");
    }
}
