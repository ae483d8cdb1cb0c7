package dev.belay.exchange.binance;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server on loopback whose connections are played by hand. */
final class StreamServer implements AutoCloseable {

    /** One accepted connection. */
    record Accepted(
            String path, String pacedHeader, BlockingQueue<String> received, BoundedSourceQueue<Message> outgoing) {

        void send(String frame) {
            send(TextMessage.create(frame));
        }

        void send(Message message) {
            if (!outgoing.offer(message).isEnqueued()) {
                throw new IllegalStateException("the connection is gone");
            }
        }

        void close() {
            outgoing.complete();
        }

        String receive() throws InterruptedException {
            return awaited(received, "a message from the client");
        }
    }

    private final ActorSystem<?> system;
    private final ServerBinding binding;
    private final BlockingQueue<Accepted> connections = new LinkedBlockingQueue<>();

    /** While true, handshakes are refused. */
    volatile boolean refusing;

    final AtomicInteger refused = new AtomicInteger();

    StreamServer(ActorSystem<?> system) {
        this.system = system;
        this.binding = Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bindSync(this::handle)
                .toCompletableFuture()
                .join();
    }

    String address() {
        return "ws://127.0.0.1:" + binding.localAddress().getPort();
    }

    Accepted accepted() throws InterruptedException {
        return awaited(connections, "a connection");
    }

    boolean hasNoConnection() {
        return connections.isEmpty();
    }

    static <T> T awaited(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("waited in vain for " + what);
        }
        return next;
    }

    private HttpResponse handle(HttpRequest request) {
        return request.getAttribute(AttributeKeys.webSocketUpgrade)
                .filter(upgrade -> !refusing)
                .map(upgrade -> upgrade.handleMessagesWith(connection(request)))
                .orElseGet(this::refusal);
    }

    private HttpResponse refusal() {
        refused.incrementAndGet();
        return HttpResponse.create().withStatus(StatusCodes.FORBIDDEN);
    }

    private Flow<Message, Message, NotUsed> connection(HttpRequest request) {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        var source = Source.<Message>queue(1000).preMaterialize(Materializer.matFromSystem(system));
        String paced = request.getHeader("X-Belay-Paced").map(HttpHeader::value).orElse("");
        connections.add(new Accepted(request.getUri().path(), paced, received, source.first()));
        Sink<Message, ?> sink =
                Sink.foreach(message -> received.add(message.asTextMessage().getStrictText()));
        return Flow.fromSinkAndSourceCoupled(sink, source.second());
    }

    @Override
    public void close() {
        binding.unbind().toCompletableFuture().join();
    }
}
