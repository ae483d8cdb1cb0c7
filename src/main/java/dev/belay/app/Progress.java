package dev.belay.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Tells a person at a terminal how far long work has come; tells a file or a pipe nothing. */
final class Progress implements LongConsumer, AutoCloseable {

    private static final long EVERY = Duration.ofMillis(200).toNanos();
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintWriter err;
    private final String what;
    private final boolean isWatched;
    private long shownAt = System.nanoTime();
    private boolean isShown;

    private Progress(PrintWriter err, String what, boolean isWatched) {
        this.err = err;
        this.what = what;
        this.isWatched = isWatched;
    }

    /** Counts {@code what}, such as "rows checked". */
    static Progress of(PrintWriter err, String what) {
        return new Progress(err, what, isTerminal());
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public void accept(long done) {
        long now = System.nanoTime();
        if (isWatched && now - shownAt > EVERY) {
            shownAt = now;
            isShown = true;
            err.printf("\r%,d %s ", done, what);
            err.flush();
        }
    }

    /** Leaves a clean line. */
    @Override
    public void close() {
        if (isShown) {
            err.print("\r" + " ".repeat(what.length() + 20) + "\r");
            err.flush();
        }
    }
}
