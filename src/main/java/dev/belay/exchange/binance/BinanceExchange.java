package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import akka.event.NoLogging;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.headers.RawRequestURI;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import dev.belay.exchange.Exchange;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.Usage;
import dev.belay.market.ExchangeClock;
import dev.belay.market.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** A Binance account over signed REST. Holds the only copy of the key; retries nothing. */
public final class BinanceExchange implements Exchange {

    /** Time after the deadline in which a late answer is still read away, so that its connection can be used again. */
    private static final long LATE_ANSWER_MILLIS = 5_000;

    /** Tells the simulator that its clock waits for the answer, so that a late one lets time go on meanwhile. */
    private static final HttpHeader PACED = RawHeader.create("X-Belay-Paced", "true");

    private final ActorSystem<?> system;
    private final Http http;
    private final ConnectionPoolSettings pool;
    private final HttpRequest toBase;
    private final String pathOfBase;
    private final HttpHeader keyHeader;
    private final BinanceCodec codec;
    private final ExchangeClock clock;
    private final Duration deadline;

    /** An account at {@code endpoints} whose requests are signed by {@code key} and stamped by {@code clock}. */
    public BinanceExchange(
            ActorSystem<?> system, BinanceEndpoints endpoints, BinanceKey key, ExchangeClock clock, CallLimits limits) {
        this.system = system;
        this.http = Http.get(system);
        this.toBase = HttpRequest.create(endpoints.rest().toString());
        this.pathOfBase = pathOf(endpoints.rest());
        this.keyHeader = RawHeader.create("X-MBX-APIKEY", key.apiKey());
        this.codec = new BinanceCodec(key, limits.receiveWindow());
        this.clock = clock;
        this.deadline = limits.deadline();
        this.pool = poolSettings(system, deadline);
    }

    /**
     * No retries, since a repeated order is a second order, and no growing pause after a failed connection, since an
     * exit must not wait for it. A connection whose answer never comes is given up soon after the deadline.
     */
    private static ConnectionPoolSettings poolSettings(ActorSystem<?> system, Duration deadline) {
        ConnectionPoolSettings defaults = ConnectionPoolSettings.create(system.classicSystem());
        ClientConnectionSettings connection = defaults.getConnectionSettings()
                .withConnectingTimeout(scala(deadline.multipliedBy(4).dividedBy(5)))
                .withIdleTimeout(scala(deadline.plusSeconds(25)));
        return defaults.withMaxRetries(0)
                .withMaxConnections(48)
                .withMaxOpenRequests(1024)
                .withBaseConnectionBackoff(scala(Duration.ZERO))
                .withConnectionSettings(connection);
    }

    /** Without a slash at its end, "" when there is none: paths begin with one. */
    private static String pathOf(URI base) {
        String path = Optional.ofNullable(base.getRawPath()).orElse("");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static FiniteDuration scala(Duration duration) {
        return FiniteDuration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Cost costOf(Request request) {
        return BinanceCodec.costOf(request);
    }

    @Override
    public CompletionStage<Reply> call(Request request) {
        WireRequest wire;
        try {
            wire = codec.write(request, clock.millis());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(notSent(String.valueOf(e.getMessage())));
        }
        return send(wire)
                .thenApply(answer -> BinanceCodec.read(request, answer, clock.millis()))
                .exceptionally(BinanceExchange::failed)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(noAnswer(), deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<WireAnswer> send(WireRequest wire) {
        return http.singleRequest(httpRequest(wire), http.defaultClientHttpsContext(), pool, NoLogging.getInstance())
                .thenCompose(response -> collect(response, wire.largestAnswer()));
    }

    /** The request line is given as it was signed: a client that re-encodes it would break the signature. */
    private HttpRequest httpRequest(WireRequest wire) {
        HttpRequest request =
                toBase.withMethod(method(wire.method())).addHeader(RawRequestURI.create(pathOfBase + wire.target()));
        HttpRequest paced = clock.pace() == Pace.NONE ? request : request.addHeader(PACED);
        return wire.keyed() ? paced.addHeader(keyHeader) : paced;
    }

    private static HttpMethod method(WireRequest.Method method) {
        return switch (method) {
            case GET -> HttpMethods.GET;
            case POST -> HttpMethods.POST;
            case PUT -> HttpMethods.PUT;
            case DELETE -> HttpMethods.DELETE;
        };
    }

    private CompletionStage<WireAnswer> collect(HttpResponse response, long largest) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : response.getHeaders()) {
            headers.put(header.name().toLowerCase(Locale.ROOT), header.value());
        }
        int status = response.status().intValue();
        return whole(response.entity().withSizeLimit(largest), largest)
                .thenApply(entity ->
                        new WireAnswer(status, headers, entity.getData().toArray()));
    }

    /** An answer that came in one piece is whole already; akka-http would run a stream over it all the same. */
    private CompletionStage<HttpEntity.Strict> whole(HttpEntity entity, long largest) {
        return entity instanceof HttpEntity.Strict strict
                ? CompletableFuture.completedFuture(strict)
                : entity.toStrict(deadline.toMillis() + LATE_ANSWER_MILLIS, largest + 1, system);
    }

    private Reply noAnswer() {
        return new Reply(new Outcome.Unknown("no answer within " + deadline.toMillis() + " ms"), Usage.NONE);
    }

    private static Reply notSent(String why) {
        return new Reply(new Outcome.NotSent(why), Usage.NONE);
    }

    private static Reply failed(Throwable problem) {
        return new Reply(ConnectionFailure.outcome(problem), Usage.NONE);
    }
}
