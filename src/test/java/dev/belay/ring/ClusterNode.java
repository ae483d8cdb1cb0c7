package dev.belay.ring;

import dev.belay.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetSocketAddress;
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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One of the nodes of a cluster, with a road of its own to the exchange, so that it can be told what it sent. */
final class ClusterNode implements AutoCloseable {

    /**
     * What is the same for all nodes.
     *
     * @param rest the port at which they look for the exchange
     * @param database where the journal is, for who is on loopback
     */
    record Common(Path folder, Network network, ExchangeProcess exchange, int rest, String database) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final String name;
    private final Place place;
    private final RoadRecord road = new RoadRecord();
    private final FaultProxy proxy;
    private final NodeProcess process;

    /** Starts it. All nodes have to name the exchange alike; what the name means is each one's own. */
    ClusterNode(int number, Common common) throws IOException {
        name = "node-" + number;
        place = common.network().places().get(number);
        proxy = new FaultProxy(common.exchange().rest(), road, new InetSocketAddress(place.exchange(), common.rest()));
        Path hosts = Files.writeString(
                common.folder().resolve(name + ".hosts"), place.exchange().getHostAddress() + " localhost\n");
        process = new NodeProcess(
                common.folder().resolve(name),
                new NodeProcess.Surroundings(
                        place.command(), Map.of("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts)),
                common.exchange(),
                arguments(common));
    }

    private List<String> arguments(Common common) throws IOException {
        UnaryOperator<String> seen = address -> common.network().seenFrom(place, address);
        List<String> settings = new ArrayList<>(place.settings());
        settings.add("belay.exchange.rest=http://localhost:" + common.rest());
        settings.add("belay.exchange.market-stream=" + seen.apply(common.exchange().stream("market")));
        settings.add("belay.exchange.user-stream=" + seen.apply(common.exchange().stream("private")));
        settings.add("belay.database.url=" + seen.apply(common.database()));
        settings.add("belay.database.password-file=" + password(common.folder(), PostgresServer.RUNTIME));
        settings.add("belay.database.owner.password-file=" + password(common.folder(), PostgresServer.OWNER));
        settings.add("belay.cluster.port=" + place.cluster());
        settings.add("belay.probes.port=" + place.probes());
        settings.add("belay.cluster.contact-points="
                + common.network().places().stream().map(Place::contactPoint).collect(Collectors.joining(",")));
        List<String> arguments = new ArrayList<>(List.of("--config", "conf/cluster.conf"));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return arguments;
    }

    private static Path password(Path folder, String role) throws IOException {
        Path file = Files.writeString(folder.resolve(role + ".password"), role + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    String name() {
        return name;
    }

    Place place() {
        return place;
    }

    RoadRecord road() {
        return road;
    }

    NodeProcess process() {
        return process;
    }

    /** What the probe says: "" when the node is ready, and why not otherwise. */
    String unready() throws InterruptedException {
        URI ready = URI.create("http://" + place.contactPoint() + "/ready");
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
        return name + " (" + place.address() + ")";
    }
}
