package dev.belay.app;

/** The node cannot start; the message says what to do, the code is the process's exit code. */
final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The configuration says something that cannot be. */
    static final int CONFIGURATION = 3;

    /** The node, the database or the exchange cannot be reached or used. */
    static final int UNREACHABLE = 4;

    private final int exitCode;

    StartFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
