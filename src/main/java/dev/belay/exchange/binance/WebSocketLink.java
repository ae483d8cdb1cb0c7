package dev.belay.exchange.binance;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketRequest;
import akka.http.javadsl.model.ws.WebSocketUpgradeResponse;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.QueueOfferResult;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import scala.concurrent.duration.FiniteDuration;

/** One WebSocket connection, from its handshake to its end; it does not come back by itself. */
final class WebSocketLink {

    /** Hears the connection: opened before any frame, frames in order, ended once and last. */
    interface Listener {
        void opened();

        void text(String frame);

        void unreadable(String why);

        void ended(String why);
    }

    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);

    /** Binance closes a connection that sends more than ten messages in a second; its pings are answered on top. */
    private static final int MESSAGES_PER_SECOND = 4;

    private static final int WAITING_MESSAGES = 256;

    /** The cheapest question; its answer holds no secret (binance-api §9.1). */
    private static final String SIGN_OF_LIFE = "{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":1000000}";

    /** Stands for the frame that did not come in time. */
    private static final Message NOTHING_CAME = TextMessage.create("");

    private final ActorSystem<?> system;
    private final Silence silence;
    private final Listener listener;
    private final SharedKillSwitch end = KillSwitches.shared("link");
    private final CompletableFuture<Done> opened = new CompletableFuture<>();
    private final BoundedSourceQueue<Message> outgoing;
    private volatile boolean wasSilent;
    /** Whether the last silence was met with a question; known to the incoming stream alone. */
    private boolean asked;

    /**
     * Connects.
     *
     * @param headers of the handshake, by name
     * @param silence after which the connection is given up
     */
    WebSocketLink(
            ActorSystem<?> system, String address, Map<String, String> headers, Silence silence, Listener listener) {
        this.system = system;
        this.silence = silence;
        this.listener = listener;
        Http http = Http.get(system);
        Pair<CompletionStage<WebSocketUpgradeResponse>, Pair<CompletionStage<Done>, BoundedSourceQueue<Message>>>
                started = http.singleWebSocketRequest(
                        request(address, headers),
                        messages(),
                        http.defaultClientHttpsContext(),
                        Optional.empty(),
                        settings(),
                        system.classicSystem().log(),
                        akka.stream.Materializer.matFromSystem(system));
        this.outgoing = started.second().second();
        watch(started.first(), started.second().first());
    }

    private static WebSocketRequest request(String address, Map<String, String> headers) {
        WebSocketRequest request = WebSocketRequest.create(address);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        return request;
    }

    /** Akka's own pings would only prove that the socket takes bytes; see {@link #isAlive}. */
    private ClientConnectionSettings settings() {
        return ClientConnectionSettings.create(system.classicSystem())
                .withConnectingTimeout(finite(handshakeTime()))
                .withIdleTimeout(finite(silence.socket()));
    }

    private Duration handshakeTime() {
        Duration half = silence.socket().dividedBy(2);
        return half.compareTo(LONGEST_HANDSHAKE) < 0 ? half : LONGEST_HANDSHAKE;
    }

    private static FiniteDuration finite(Duration duration) {
        return FiniteDuration.create(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Flow<Message, Message, Pair<CompletionStage<Done>, BoundedSourceQueue<Message>>> messages() {
        Sink<Message, CompletionStage<Done>> incoming = Flow.of(Message.class)
                .keepAlive(silence.frames(), () -> NOTHING_CAME)
                .takeWhile(this::isAlive)
                .filter(message -> message != NOTHING_CAME)
                .mapAsync(1, this::whole)
                .toMat(Sink.foreach(this::tell), Keep.right());
        Source<Message, BoundedSourceQueue<Message>> sent = Source.<Message>queue(WAITING_MESSAGES)
                .throttle(MESSAGES_PER_SECOND, Duration.ofSeconds(1))
                .via(end.flow());
        return Flow.fromSinkAndSourceMat(incoming, sent, Keep.both());
    }

    /**
     * Silence ends the connection in an orderly way; a stream that fails would be logged as an error each time. Where
     * silence is normal the exchange is asked something first: an answer proves both directions and what is behind them.
     */
    private boolean isAlive(Message message) {
        boolean silent = message == NOTHING_CAME;
        wasSilent = silent && (asked || !silence.asks());
        if (silent && !wasSilent) {
            send(SIGN_OF_LIFE);
        }
        asked = silent;
        return !wasSilent;
    }

    private CompletionStage<Frame> whole(Message message) {
        return opened.isDone()
                ? Frame.collect(message, system)
                : opened.thenCompose(done -> Frame.collect(message, system));
    }

    private void tell(Frame frame) {
        if (frame.problem().isEmpty()) {
            listener.text(frame.text());
        } else {
            listener.unreadable(frame.problem());
        }
    }

    private void watch(CompletionStage<WebSocketUpgradeResponse> handshake, CompletionStage<Done> done) {
        CompletionStage<Done> whole = handshake
                .toCompletableFuture()
                .copy()
                .orTimeout(handshakeTime().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(upgrade -> begun(upgrade) ? done : refused(upgrade));
        whole.whenComplete((any, problem) -> {
            end.shutdown();
            listener.ended(problem == null ? endInOrder() : LinkFailure.words(problem));
        });
    }

    private String endInOrder() {
        return wasSilent ? LinkFailure.SILENT : "the connection was closed";
    }

    private boolean begun(WebSocketUpgradeResponse upgrade) {
        if (upgrade.isValid()) {
            listener.opened();
            opened.complete(Done.getInstance());
        }
        return upgrade.isValid();
    }

    private CompletionStage<Done> refused(WebSocketUpgradeResponse upgrade) {
        int status = upgrade.response().status().intValue();
        upgrade.response().discardEntityBytes(system);
        return CompletableFuture.failedFuture(new LinkFailure("the stream was refused with HTTP " + status));
    }

    /** Sends {@code text} in its turn; false when the connection is over or too many messages wait. */
    boolean send(String text) {
        return outgoing.offer(TextMessage.create(text)) == QueueOfferResult.enqueued();
    }

    /**
     * Ends the connection as WebSockets end: what the exchange had sent before it learned of this is still heard, then
     * {@link Listener#ended} follows.
     */
    void close() {
        end.shutdown();
    }
}
