package dev.belay.ring;

import java.util.List;

/** What is between the nodes of a ring, and between them and this machine. */
interface Network extends AutoCloseable {

    /** One for each node. */
    List<Place> places();

    /** The address of a server on loopback, such as {@code ws://127.0.0.1:8080/market}, as it is at {@code place}. */
    String seenFrom(Place place, String address);
}
