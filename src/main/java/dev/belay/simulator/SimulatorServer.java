package dev.belay.simulator;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import dev.belay.market.Pace;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.StreamSession;
import dev.belay.simulator.wire.StreamUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The exchange on a socket of 127.0.0.1: REST and WebSockets on one port. */
final class SimulatorServer {

    /** Sent by connections that count their frames, see {@link Pace}. */
    static final String PACED_HEADER = "X-Belay-Paced";

    /** Without tcp-no-delay each frame would wait 40 ms for the acknowledgement of the one before. */
    private static final String SETTINGS =
            "akka.http.server { idle-timeout = infinite, socket-options.tcp-no-delay = true"
                    + ", websocket.periodic-keep-alive-max-idle = 3 minutes, parsing.uri-parsing-mode = relaxed }";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BODY_MILLIS = 5_000;
    private static final int LARGEST_BODY = 1 << 20;
    private static final int WAITING_FRAMES = 16_384;
    private static final int TEAPOT = 418;

    private final ActorSystem<?> system;
    private final ActorRef<SimulatorActor.Command> actor;
    private final Pace pace;
    private final SharedKillSwitch sockets = KillSwitches.shared("simulator-sockets");

    SimulatorServer(ActorSystem<?> system, ActorRef<SimulatorActor.Command> actor, Pace pace) {
        this.system = system;
        this.actor = actor;
        this.pace = pace;
    }

    CompletionStage<ServerBinding> bind(int port) {
        return Http.get(system)
                .newServerAt("127.0.0.1", port)
                .withSettings(ServerSettings.create(SETTINGS))
                .bind(this::handle);
    }

    /** Cuts the sockets; connections do not end by themselves when the binding does. */
    void cutSockets() {
        sockets.shutdown();
    }

    private CompletionStage<HttpResponse> handle(HttpRequest request) {
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        String path = request.getUri().getPathString();
        String query = request.getUri().rawQueryString().orElse("");
        if (upgrade.isPresent()) {
            Optional<StreamUrl> url = StreamUrl.parse(path, query);
            return CompletableFuture.completedFuture(url.map(wanted -> socket(upgrade.get(), wanted, isPaced(request)))
                    .orElseGet(() -> HttpResponse.create().withStatus(StatusCodes.NOT_FOUND)));
        }
        String key = request.getHeader("X-MBX-APIKEY").map(HttpHeader::value).orElse("");
        return request.entity()
                .toStrict(BODY_MILLIS, LARGEST_BODY, Materializer.matFromSystem(system))
                .thenApply(body -> body.getData().utf8String())
                .thenCompose(body -> ask(new Call(request.method().value(), path, query, body, key)))
                .thenApply(SimulatorServer::response);
    }

    private CompletionStage<Reply> ask(Call call) {
        return AskPattern.ask(actor, replyTo -> new SimulatorActor.Rest(call, replyTo), PATIENCE, system.scheduler());
    }

    private static HttpResponse response(Reply reply) {
        HttpResponse response = HttpResponse.create()
                .withStatus(
                        reply.status() == TEAPOT
                                ? StatusCodes.custom(TEAPOT, "I'm a teapot", "", false, true)
                                : StatusCodes.get(reply.status()))
                .withEntity(ContentTypes.APPLICATION_JSON, reply.body());
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response = response.addHeader(HttpHeader.parse(header.getKey(), header.getValue()));
        }
        return response;
    }

    private static boolean isPaced(HttpRequest request) {
        return request.getHeader(PACED_HEADER)
                .filter(header -> header.value().equalsIgnoreCase("true"))
                .isPresent();
    }

    private HttpResponse socket(WebSocketUpgrade upgrade, StreamUrl url, boolean paced) {
        Pair<BoundedSourceQueue<String>, Source<String, NotUsed>> out =
                Source.<String>queue(WAITING_FRAMES).preMaterialize(system);
        StreamSession session = new StreamSession(url, new SocketSink(out.first(), paced ? pace : Pace.NONE));
        Sink<Message, NotUsed> in = Flow.<Message>create()
                .filter(Message::isText)
                .mapAsync(
                        1, message -> message.asTextMessage().toStrict(BODY_MILLIS, Materializer.matFromSystem(system)))
                .to(Sink.foreach(
                        message -> actor.tell(new SimulatorActor.SocketSaid(session, message.getStrictText()))));
        Flow<Message, Message, NotUsed> flow =
                Flow.fromSinkAndSourceCoupled(in, out.second().map(text -> (Message) TextMessage.create(text)));
        actor.tell(new SimulatorActor.SocketOpened(session));
        return upgrade.handleMessagesWith(flow.via(sockets.flow()).watchTermination((nothing, done) -> {
            done.whenComplete((end, failure) -> actor.tell(new SimulatorActor.SocketClosed(session)));
            return nothing;
        }));
    }
}
