package dev.belay.ring;

import java.net.InetAddress;
import java.util.List;

/**
 * Where a node is.
 *
 * @param host by which other nodes and the test reach it
 * @param cluster the port by which the others reach it; the journal knows it by host and port
 * @param probes the port of its probes
 * @param exchange at which address of this machine it looks for the exchange
 * @param command the words before a command that is to run there
 * @param settings of a node there
 */
record Place(String host, int cluster, int probes, InetAddress exchange, List<String> command, List<String> settings) {

    /** As it is told to others. */
    String address() {
        return host + ":" + cluster;
    }

    /** Where other nodes ask whether it is there. */
    String contactPoint() {
        return host + ":" + probes;
    }
}
