package dev.belay.ring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** All nodes are on loopback of this machine, each at ports of its own. */
final class Loopback implements Network {

    private static final String HOST = "127.0.0.1";

    private final List<Place> places = new ArrayList<>();

    Loopback(int nodes) throws IOException {
        for (int number = 0; number < nodes; number++) {
            try (ServerSocket cluster = open();
                    ServerSocket probes = open()) {
                InetAddress exchange = InetAddress.getByName("127.0.1." + (number + 1));
                places.add(
                        new Place(HOST, cluster.getLocalPort(), probes.getLocalPort(), exchange, List.of(), List.of()));
            }
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** A port that nobody has. */
    static int freePort() throws IOException {
        try (ServerSocket probe = open()) {
            return probe.getLocalPort();
        }
    }

    @Override
    public List<Place> places() {
        return List.copyOf(places);
    }

    @Override
    public String seenFrom(Place place, String address) {
        return address;
    }

    @Override
    public void close() {
        // Ports are given back by who has them.
    }
}
