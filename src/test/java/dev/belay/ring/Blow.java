package dev.belay.ring;

/** Something that happens to a ring; over when every node is ready again. */
interface Blow {

    void fall(ClusterRing ring) throws Exception;
}
