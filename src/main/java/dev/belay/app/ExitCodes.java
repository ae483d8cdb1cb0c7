package dev.belay.app;

/** What the process returns; also printed by {@code belay --help}. */
public final class ExitCodes {

    public static final int OK = 0;
    /** Something that we did not think of; of {@code audit check}: a promise was broken. */
    public static final int UNEXPECTED = 1;
    /** The command line makes no sense. */
    public static final int USAGE = 2;
    /** The configuration is wrong; nothing was started. */
    public static final int CONFIGURATION = 3;
    /** The node, the database or the exchange cannot be reached; also: port taken, database locked. */
    public static final int UNREACHABLE = 4;
    /** The exchange, or a rule of ours, said no. */
    public static final int REFUSED = 5;
    /** A position is open without a proven stop. */
    public static final int UNPROTECTED = 6;
    /** The journal cannot be read by this version. */
    public static final int UNREADABLE_JOURNAL = 7;

    /** A simulation or an audit shows a promise that was not kept. */
    public static final int BROKEN_PROMISE = 8;

    /** Another process has taken the journal over from the node; it stopped by itself. */
    public static final int SUPERSEDED = 9;

    /** The node was cut off from its cluster, which goes on without it; it stopped by itself. */
    public static final int LOST_CLUSTER = 10;

    private ExitCodes() {}
}
