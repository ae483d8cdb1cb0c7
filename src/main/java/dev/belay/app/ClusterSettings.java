package dev.belay.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How several nodes act as one.
 *
 * @param find how this node finds the others
 * @param contactPoints the probes of all nodes, for {@link Find#LIST}
 * @param name under which the nodes are listed, for {@link Find#DNS} and {@link Find#KUBERNETES}
 * @param formWith how many nodes have to see each other before they form a new cluster
 * @param host by which other nodes reach this one
 * @param port the same; 0 for any
 * @param tls empty: nodes speak in the open, which only loopback may
 */
public record ClusterSettings(
        Find find,
        List<ContactPoint> contactPoints,
        String name,
        int formWith,
        String host,
        int port,
        Optional<Tls> tls) {

    /** A node that is a cluster of its own. */
    static final ClusterSettings ALONE =
            new ClusterSettings(Find.ALONE, List.of(), "belay", 2, "127.0.0.1", 0, Optional.empty());

    public ClusterSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    /** How a node finds the others. */
    public enum Find {
        /** There are none. */
        ALONE,
        /** By their addresses in the configuration. */
        LIST,
        /** By the addresses that a DNS name has. */
        DNS,
        /** By the pods that the API server of Kubernetes lists. */
        KUBERNETES
    }

    /** Address and port of a node's probes. */
    public record ContactPoint(String host, int port) {}

    /** Files in PEM: every node shows a certificate of the same authority, in both directions. */
    public record Tls(Path certificate, Path privateKey, Path authority) {}

    boolean isAlone() {
        return find == Find.ALONE;
    }
}
