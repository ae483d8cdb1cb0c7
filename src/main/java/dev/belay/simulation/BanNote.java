package dev.belay.simulation;

/** Until when the exchange wants to hear nothing; outlives the process, as the file of a node does. */
final class BanNote {

    private long until;

    long until() {
        return until;
    }

    void keep(long newUntil) {
        until = newUntil;
    }
}
