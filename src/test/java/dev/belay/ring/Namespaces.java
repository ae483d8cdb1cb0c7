package dev.belay.ring;

import dev.belay.cluster.Certificates;
import dev.belay.postgres.TcpRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Each node is in a network namespace of its own, with two cables: by one it reaches the other nodes, by the other the
 * exchange and the database. The first one can be pulled. Needs root and iproute2. Nodes speak TLS, because none of their
 * addresses is loopback.
 */
final class Namespaces implements Network {

    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final int CLUSTER_PORT = 25_520;
    private static final int PROBES_PORT = 8_558;
    private static final String BETWEEN_NODES = "cluster";
    private static final String TO_THE_WORLD = "world";

    private final String mark = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
    private final String net = "10." + (100 + ProcessHandle.current().pid() % 100);
    private final List<Place> places = new ArrayList<>();
    private final Map<String, TcpRelay> relays = new TreeMap<>();
    private final Deque<String> undo = new ArrayDeque<>();

    Namespaces(Path folder, int nodes) throws IOException, InterruptedException {
        List<String> tls = tls(folder);
        try {
            bridge(BETWEEN_NODES, 0);
            bridge(TO_THE_WORLD, 1);
            for (int number = 0; number < nodes; number++) {
                places.add(place(number, tls));
            }
        } catch (IOException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    private static List<String> tls(Path folder) throws IOException, InterruptedException {
        var certificates = new Certificates(folder);
        certificates.authority("authority");
        certificates.signed("authority", "node");
        return List.of(
                "belay.cluster.tls.certificate=" + folder.resolve("node.crt"),
                "belay.cluster.tls.private-key=" + folder.resolve("node.key"),
                "belay.cluster.tls.authority=" + folder.resolve("authority.crt"));
    }

    private void bridge(String kind, int subnet) throws IOException, InterruptedException {
        ip("link add %s type bridge", bridge(kind));
        undo.push("link del " + bridge(kind));
        ip("addr add %s.%d.254/24 dev %s", net, subnet, bridge(kind));
        ip("link set %s up", bridge(kind));
    }

    private Place place(int number, List<String> tls) throws IOException, InterruptedException {
        ip("netns add %s", namespace(number));
        undo.push("netns del " + namespace(number));
        ip("-n %s link set lo up", namespace(number));
        cable(BETWEEN_NODES, 0, number);
        cable(TO_THE_WORLD, 1, number);
        String exchange = "%s.1.%d".formatted(net, 101 + number);
        ip("addr add %s/24 dev %s", exchange, bridge(TO_THE_WORLD));
        String host = "%s.0.%d".formatted(net, number + 1);
        List<String> settings = new ArrayList<>(tls);
        settings.addAll(List.of("belay.cluster.host=" + host, "belay.probes.host=" + host));
        return new Place(
                host,
                CLUSTER_PORT,
                PROBES_PORT,
                InetAddress.getByName(exchange),
                List.of("ip", "netns", "exec", namespace(number)),
                settings);
    }

    private void cable(String kind, int subnet, int number) throws IOException, InterruptedException {
        ip("link add %s type veth peer name %s netns %s", plug(kind, number), kind, namespace(number));
        undo.push("link del " + plug(kind, number));
        ip("link set %s master %s up", plug(kind, number), bridge(kind));
        ip("-n %s addr add %s.%d.%d/24 dev %s", namespace(number), net, subnet, number + 1, kind);
        ip("-n %s link set %s up", namespace(number), kind);
    }

    private String namespace(int number) {
        return "belay-" + mark + "-" + number;
    }

    /** At most 15 characters. */
    private String bridge(String kind) {
        return "b" + kind.charAt(0) + mark;
    }

    private String plug(String kind, int number) {
        return bridge(kind) + "-" + number;
    }

    /** From now on the node hears no other one and is heard by none; it still reaches the exchange and the database. */
    void cut(Place place) throws IOException, InterruptedException {
        ip("link set %s nomaster", plug(BETWEEN_NODES, places.indexOf(place)));
    }

    void mend(Place place) throws IOException, InterruptedException {
        ip("link set %s master %s", plug(BETWEEN_NODES, places.indexOf(place)), bridge(BETWEEN_NODES));
    }

    private static void ip(String words, Object... names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.formatted(names).split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s: %s. Network namespaces need root (CAP_NET_ADMIN) and iproute2"
                    .formatted(String.join(" ", command), said.strip()));
        }
    }

    @Override
    public List<Place> places() {
        return List.copyOf(places);
    }

    @Override
    public String seenFrom(Place place, String address) {
        Matcher matcher = LOOPBACK.matcher(address);
        return matcher.replaceAll(found -> {
            String host = place.exchange().getHostAddress();
            TcpRelay relay = relays.computeIfAbsent(
                    host + ":" + found.group(1),
                    first -> new TcpRelay(Integer.parseInt(found.group(1)), place.exchange()));
            return host + ":" + relay.port();
        });
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (TcpRelay relay : relays.values()) {
            relay.close();
        }
        while (!undo.isEmpty()) {
            ip(undo.pop());
        }
    }
}
