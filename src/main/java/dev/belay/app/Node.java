package dev.belay.app;

/** One running node. */
public final class Node {

    private Node() {}

    /** Runs a node until it is told to stop and returns the exit code. */
    public static int run(Settings settings) {
        System.err.println("the node is not built in yet: " + settings.mode());
        return ExitCodes.UNEXPECTED;
    }
}
