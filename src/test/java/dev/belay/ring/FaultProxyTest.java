package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each mischief leaves the effect at the server that its name says. */
@Timeout(30)
class FaultProxyTest {

    private static final String TRUTH = "{\"done\":true}";

    private final AtomicInteger effects = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private FaultProxy proxy;
    private volatile Mischief next = Mischief.PASS;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            effects.incrementAndGet();
            byte[] body = TRUTH.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = new FaultProxy(server.getAddress(), what -> {
            assertThat(what).isEqualTo("POST /fapi/v1/order");
            asked.incrementAndGet();
            return next;
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.stop(0);
    }

    private String ask(Mischief mischief) throws Exception {
        next = mischief;
        URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/fapi/v1/order?quantity=1");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(3))
                .POST(HttpRequest.BodyPublishers.ofString("side=BUY"))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void assertCut(Mischief mischief, int effect) {
        assertThatThrownBy(() -> ask(mischief)).isInstanceOf(IOException.class);
        assertThat(effects).as("effects of %s", mischief).hasValue(effect);
    }

    @Test
    void whatPassesIsTheServersAnswer() throws Exception {
        assertThat(ask(Mischief.PASS)).isEqualTo(TRUTH);
        assertThat(effects).hasValue(1);
    }

    @Test
    void beforeTheRequestNothingHasHappened() {
        assertCut(Mischief.REFUSE, 0);
        assertCut(Mischief.CUT_BEFORE_REQUEST, 0);
    }

    @Test
    void afterTheRequestItHasHappened() {
        assertCut(Mischief.CUT_AFTER_REQUEST, 1);
        assertCut(Mischief.TRUNCATE_REPLY, 2);
        assertThatThrownBy(() -> ask(Mischief.STALL_REPLY)).isInstanceOf(HttpTimeoutException.class);
        assertThat(effects).hasValue(3);
    }

    @Test
    void garbageAndSlownessComeAfterTheEffect() throws Exception {
        assertThat(ask(Mischief.GARBAGE_REPLY)).contains("<html>");
        assertThat(ask(Mischief.SLOW_REPLY)).isEqualTo(TRUTH);
        assertThat(effects).hasValue(2);
        assertThat(proxy.done()).containsEntry(Mischief.GARBAGE_REPLY, 1).containsEntry(Mischief.SLOW_REPLY, 1);
    }

    @Test
    void whoeverIsRefusedIsNotEvenAsked() throws Exception {
        proxy.refuse(true);
        assertThatThrownBy(() -> ask(Mischief.PASS)).isInstanceOf(IOException.class);
        assertThat(asked).hasValue(0);

        proxy.refuse(false);

        assertThat(ask(Mischief.PASS)).isEqualTo(TRUTH);
    }
}
