package dev.belay.simulator;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.io.Inet;
import akka.io.TcpSO;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.SharedKillSwitch;
import akka.stream.TLSProtocol;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.TLSPlacebo;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import dev.belay.market.Pace;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.MessageRate;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.StreamSession;
import dev.belay.simulator.wire.StreamUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The exchange on a socket of 127.0.0.1: REST and WebSockets on one port. */
final class SimulatorServer {

    /** Sent by requests and connections that count their work, see {@link Pace}. */
    static final String PACED_HEADER = "X-Belay-Paced";

    /** Time-outs are the exchange's business: a slow answer is slow on purpose. */
    private static final String SETTINGS = "akka.http.server { idle-timeout = infinite, request-timeout = infinite"
            + ", websocket.periodic-keep-alive-max-idle = 3 minutes, parsing.uri-parsing-mode = relaxed"
            + ", parsing.max-uri-length = 16k, parsing.error-handler = \"" + MalformedRequest.class.getName() + "\" }";

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final long BODY_MILLIS = 5_000;
    private static final int LARGEST_BODY = 1 << 20;
    private static final int WAITING_FRAMES = 16_384;
    private static final int WAITING_CONNECTIONS = 1_024;

    private final ActorSystem<?> system;
    private final ActorRef<SimulatorActor.Command> actor;
    private final SimulatorClock clock;
    private final ServerSettings settings = ServerSettings.create(SETTINGS);
    private final SharedKillSwitch sockets = KillSwitches.shared("simulator-sockets");

    SimulatorServer(ActorSystem<?> system, ActorRef<SimulatorActor.Command> actor, SimulatorClock clock) {
        this.system = system;
        this.actor = actor;
        this.clock = clock;
    }

    /** Without tcp-no-delay each frame would wait 40 ms for the acknowledgement of the one before. */
    CompletionStage<Tcp.ServerBinding> bind(int port) {
        List<Inet.SocketOption> options = List.of(TcpSO.tcpNoDelay(true));
        return Tcp.get(system)
                .bind("127.0.0.1", port, WAITING_CONNECTIONS, options, false, Optional.empty())
                .to(Sink.foreach(this::serve))
                .run(system);
    }

    private void serve(Tcp.IncomingConnection incoming) {
        Line line = new Line();
        Flow<HttpRequest, HttpResponse, NotUsed> requests =
                Flow.of(HttpRequest.class).mapAsync(1, request -> handle(request, line));
        line.serve(incoming, http(requests), system);
    }

    private Flow<ByteString, ByteString, NotUsed> http(Flow<HttpRequest, HttpResponse, NotUsed> requests) {
        return requests.join(Http.get(system).serverLayer(settings).atop(plain()));
    }

    /** Bytes as they are: the types of the two halves of TLS differ only in what cannot happen here. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static BidiFlow<TLSProtocol.SslTlsOutbound, ByteString, ByteString, TLSProtocol.SslTlsInbound, NotUsed>
            plain() {
        return (BidiFlow) TLSPlacebo.getInstance();
    }

    /** Cuts the sockets; connections do not end by themselves when the binding does. */
    void cutSockets() {
        sockets.shutdown();
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request, Line line) {
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        String path = request.getUri().getPathString();
        String query = request.getUri().rawQueryString().orElse("");
        boolean paced = isPaced(request);
        if (upgrade.isPresent()) {
            return StreamUrl.parse(path, query)
                    .map(url -> socket(upgrade.get(), url, line, paced))
                    .orElseGet(() -> CompletableFuture.completedFuture(MalformedRequest.noSuchSocket(path)));
        }
        String key = request.getHeader("X-MBX-APIKEY").map(HttpHeader::value).orElse("");
        return whole(request.entity())
                .thenApply(body -> body.getData().utf8String())
                .thenCompose(body -> ask(new Call(request.method().value(), path, query, body, key), paced))
                .thenCompose(reply -> response(reply, line))
                .exceptionally(MalformedRequest::unreadable);
    }

    /** A body that came with its head is whole already; akka-http would run a stream over it all the same. */
    private CompletionStage<HttpEntity.Strict> whole(RequestEntity body) {
        return body instanceof HttpEntity.Strict strict
                ? CompletableFuture.completedFuture(strict)
                : body.toStrict(BODY_MILLIS, LARGEST_BODY, Materializer.matFromSystem(system));
    }

    private CompletionStage<Reply> ask(Call call, boolean paced) {
        return AskPattern.ask(
                actor, replyTo -> new SimulatorActor.Rest(call, paced, replyTo), PATIENCE, system.scheduler());
    }

    /** The answer, or no answer ever on a line that has been cut. */
    private static CompletionStage<HttpResponse> response(Reply reply, Line line) {
        if (reply.delivery().lost()) {
            line.cut();
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(HttpReply.of(reply));
    }

    private static boolean isPaced(HttpRequest request) {
        return request.getHeader(PACED_HEADER)
                .filter(header -> header.value().equalsIgnoreCase("true"))
                .isPresent();
    }

    private CompletionStage<HttpResponse> socket(WebSocketUpgrade upgrade, StreamUrl url, Line line, boolean paced) {
        Pair<BoundedSourceQueue<String>, Source<String, NotUsed>> out =
                Source.<String>queue(WAITING_FRAMES).preMaterialize(system);
        SocketSink sink = new SocketSink(out.first(), line, paced ? clock.pace() : Pace.NONE);
        StreamSession session = new StreamSession(url, sink);
        MessageRate rate = new MessageRate();
        line.upgrade(frame -> heard(session, sink, rate, frame));
        Flow<Message, Message, NotUsed> flow = Flow.fromSinkAndSourceCoupled(
                said(session), out.second().map(text -> (Message) TextMessage.create(sink.taken(text))));
        return AskPattern.<SimulatorActor.Command, Boolean>ask(
                        actor,
                        replyTo -> new SimulatorActor.SocketOpened(session, replyTo),
                        PATIENCE,
                        system.scheduler())
                .thenApply(let -> let
                        ? upgrade.handleMessagesWith(flow.via(sockets.flow()).watchTermination((nothing, done) -> {
                            done.whenComplete((end, failure) -> ended(session, sink));
                            return nothing;
                        }))
                        : HttpResponse.create().withStatus(StatusCodes.TOO_MANY_REQUESTS));
    }

    private Sink<Message, NotUsed> said(StreamSession session) {
        return Flow.<Message>create()
                .filter(Message::isText)
                .mapAsync(
                        1, message -> message.asTextMessage().toStrict(BODY_MILLIS, Materializer.matFromSystem(system)))
                .to(Sink.foreach(
                        message -> actor.tell(new SimulatorActor.SocketSaid(session, message.getStrictText()))));
    }

    private void heard(StreamSession session, SocketSink sink, MessageRate rate, int frame) {
        if (frame == FrameWatch.PONG) {
            sink.ponged();
            actor.tell(new SimulatorActor.SocketPonged(session));
        }
        long machine = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        if (rate.isTooFast(clock.millis(), machine)) {
            actor.tell(new SimulatorActor.SocketFlooded(session));
        }
    }

    private void ended(StreamSession session, SocketSink sink) {
        sink.ended();
        actor.tell(new SimulatorActor.SocketClosed(session));
    }
}
