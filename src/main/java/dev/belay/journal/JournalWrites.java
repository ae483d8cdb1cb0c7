package dev.belay.journal;

import akka.actor.ActorSystem;
import akka.actor.setup.Setup;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what this process wants to write down gets written. A database can answer every question and yet take no event: its
 * disk is full, or it only reads. Given to the actor system when it is made; raises one alarm for each such time, however
 * many legs fail how often.
 */
public final class JournalWrites extends Setup {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWrites.class);

    /**
     * @param since of {@link System#nanoTime()}
     * @param why for people, with what to do
     */
    private record Trouble(long since, long failures, String why) {}

    private final Dialect dialect;

    private volatile @Nullable Trouble trouble;

    public JournalWrites(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The one that the system was made with. */
    static JournalWrites of(ActorSystem system) {
        return Optional.ofNullable(system.settings().setup())
                .flatMap(setup -> setup.get(JournalWrites.class))
                .orElseGet(() -> new JournalWrites(Dialect.POSTGRESQL));
    }

    /** Why nothing is written at present, and for how long, for people; empty while all is well. */
    public Optional<String> trouble(long now) {
        return Optional.ofNullable(trouble)
                .map(current ->
                        "the journal cannot be written for %d s: %s. No leg changes anything at the exchange until it can; the stops there stay"
                                .formatted(seconds(current, now), current.why()));
    }

    /** A write is committed, at {@code now} of {@link System#nanoTime()}. */
    void succeeded(long now) {
        if (trouble != null) {
            end(now);
        }
    }

    private synchronized void end(long now) {
        Trouble former = trouble;
        if (former != null) {
            trouble = null;
            LOG.info(
                    "the journal is written again, after {} s; {} writes had failed",
                    seconds(former, now),
                    former.failures());
        }
    }

    /** A write has failed, and not because another one has written already. */
    synchronized void failed(Throwable failure, long now) {
        String why = why(failure);
        Trouble former = trouble;
        if (former == null) {
            LOG.error(
                    "the journal cannot be written: {}. No leg changes anything at the exchange until it can; the stops there stay",
                    why);
        }
        trouble = former == null ? new Trouble(now, 1, why) : new Trouble(former.since(), former.failures() + 1, why);
    }

    private String why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return dialect.cause(innermost(refused));
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /** Says what it is about; around it are the pool's exceptions, and that of a batch. */
    private static SQLException innermost(SQLException failure) {
        SQLException innermost = failure;
        for (Throwable cause : failure) {
            innermost = cause instanceof SQLException inner ? inner : innermost;
        }
        return innermost;
    }

    private static long seconds(Trouble trouble, long now) {
        return TimeUnit.NANOSECONDS.toSeconds(now - trouble.since());
    }
}
