package dev.belay.ring;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The packaged simulator in a process of its own, with its audit and its control API. */
final class ExchangeProcess implements AutoCloseable {

    private final Process process;
    private final Map<String, String> said = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path audit;

    /** Starts it and waits until it has said where it is. */
    ExchangeProcess(Path home, long seed) throws IOException {
        this(home, seed, List.of());
    }

    /** As above, with {@code settings} such as {@code paper.wallet=1000}. */
    ExchangeProcess(Path home, long seed, List<String> settings) throws IOException {
        this.audit = home.resolve("audit.jsonl");
        List<String> command = new ArrayList<>(Java.belay(
                "simulator",
                "--port",
                "0",
                "--control-port",
                "0",
                "--seed",
                String.valueOf(seed),
                "--audit",
                audit.toString(),
                "--set",
                "belay.home=" + home.resolve("exchange")));
        settings.forEach(setting -> command.addAll(List.of("--set", "belay." + setting)));
        process = new ProcessBuilder(command)
                .redirectError(home.resolve("exchange.log").toFile())
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        while (!said.containsKey("token")) {
            @Nullable String line = lines.readLine();
            if (line == null) {
                throw new IOException("the simulator ended: see " + home.resolve("exchange.log"));
            }
            String[] words = line.split("\\s+", 2);
            said.put(words[0], words[1]);
        }
    }

    Path audit() {
        return audit;
    }

    String key() {
        return told("key");
    }

    String secret() {
        return told("secret");
    }

    /** Where REST is served. */
    InetSocketAddress rest() {
        URI uri = URI.create(told("rest"));
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** The address of its streams of that kind: market or private. */
    String stream(String kind) {
        return told("stream").replace("public|market|private", kind);
    }

    private String told(String what) {
        return said.getOrDefault(what, "");
    }

    /** Asks the control API to do something; returns the status, 409 when the exchange refuses it. */
    int act(String verb, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(told("control") + verb))
                .header("Authorization", told("token").replace("Authorization: ", ""))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
