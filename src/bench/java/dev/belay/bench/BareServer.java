package dev.belay.bench;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.settings.ServerSettings;
import akka.io.TcpSO;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** akka-http and nothing else: every request gets one answer, every WebSocket the frames that are handed in. */
final class BareServer implements AutoCloseable {

    private static final int WAITING_FRAMES = 16_384;

    private final ActorSystem<?> system;
    private final String answer;
    private final List<BoundedSourceQueue<Message>> sockets = new CopyOnWriteArrayList<>();
    private final ServerBinding binding;

    private BareServer(ActorSystem<?> system, String answer) {
        this.system = system;
        this.answer = answer;
        this.binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .withSettings(ServerSettings.create(system.classicSystem())
                        .withSocketOptions(List.of(TcpSO.tcpNoDelay(true))))
                .bindSync(this::handle)
                .toCompletableFuture()
                .join();
    }

    static BareServer start(ActorSystem<?> system, String answer) {
        return new BareServer(system, answer);
    }

    int port() {
        return binding.localAddress().getPort();
    }

    private HttpResponse handle(HttpRequest request) {
        Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        if (upgrade.isPresent()) {
            return upgrade.get().handleMessagesWith(socket());
        }
        request.discardEntityBytes(system);
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, answer));
    }

    private Flow<Message, Message, NotUsed> socket() {
        Pair<BoundedSourceQueue<Message>, Source<Message, NotUsed>> out =
                Source.<Message>queue(WAITING_FRAMES).preMaterialize(system);
        sockets.add(out.first());
        return Flow.fromSinkAndSourceCoupled(Sink.ignore(), out.second());
    }

    /** Sends a frame to every socket. */
    void send(String frame) {
        for (BoundedSourceQueue<Message> socket : sockets) {
            if (!socket.offer(TextMessage.create(frame)).isEnqueued()) {
                throw new IllegalStateException("a socket takes no more frames");
            }
        }
    }

    @Override
    public void close() {
        binding.unbind().toCompletableFuture().join();
    }
}
