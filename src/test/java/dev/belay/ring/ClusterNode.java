package dev.belay.ring;

import dev.belay.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the nodes of a cluster, with a road of its own to the exchange, so that it can be told what it sent. */
final class ClusterNode implements AutoCloseable {

    /**
     * The ports of a node, known before any is started.
     *
     * @param cluster by which the others reach it, and the journal knows it
     */
    record Ports(int cluster, int probes) {

        static Ports free() throws IOException {
            try (ServerSocket one = open();
                    ServerSocket other = open()) {
                return new Ports(one.getLocalPort(), other.getLocalPort());
            }
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** A port at which every node shall find the exchange. */
    static int freePort() throws IOException {
        try (ServerSocket probe = open()) {
            return probe.getLocalPort();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String name;
    private final Ports ports;
    private final RoadRecord road = new RoadRecord();
    private final FaultProxy proxy;
    private final NodeProcess process;

    /**
     * Starts it. All nodes have to name the exchange alike; what the name means is each one's own.
     *
     * @param rest the port at which nodes find the exchange
     * @param database where it finds its journal
     */
    ClusterNode(Path folder, int number, List<Ports> all, ExchangeProcess exchange, int rest, String database)
            throws IOException {
        name = "node-" + number;
        ports = all.get(number);
        String address = "127.0.1." + (number + 1);
        proxy = new FaultProxy(exchange.rest(), road, new InetSocketAddress(address, rest));
        Path hosts = Files.writeString(folder.resolve(name + ".hosts"), address + " localhost\n");
        List<String> arguments = new ArrayList<>(List.of(
                "belay.database.url=" + database,
                "belay.database.password-file=" + password(folder, PostgresServer.RUNTIME),
                "belay.database.owner.password-file=" + password(folder, PostgresServer.OWNER),
                "belay.cluster.port=" + ports.cluster(),
                "belay.probes.port=" + ports.probes(),
                "belay.cluster.contact-points="
                        + String.join(
                                ",",
                                all.stream()
                                        .map(one -> "127.0.0.1:" + one.probes())
                                        .toList())));
        arguments = arguments.stream()
                .flatMap(setting -> List.of("--set", setting).stream())
                .toList();
        process = new NodeProcess(
                folder.resolve(name),
                Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts),
                exchange,
                NodeProcess.atExchange(
                        exchange,
                        "http://localhost:" + rest,
                        concat(List.of("--config", "conf/cluster.conf"), arguments)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static Path password(Path folder, String role) throws IOException {
        Path file = Files.writeString(folder.resolve(role + ".password"), role + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    String name() {
        return name;
    }

    Ports ports() {
        return ports;
    }

    RoadRecord road() {
        return road;
    }

    NodeProcess process() {
        return process;
    }

    /** What the probe says: "" when the node is ready, and why not otherwise. */
    String unready() throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + ports.probes() + "/ready");
        try {
            HttpResponse<String> reply = client.send(
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(3)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() == 200 ? "" : reply.statusCode() + " " + reply.body();
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.close();
        proxy.close();
    }

    @Override
    public String toString() {
        return name + " (" + ports.cluster() + ")";
    }
}
