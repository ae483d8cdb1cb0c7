package dev.belay.ring;

import akka.persistence.AtomicWrite;
import akka.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import com.typesafe.config.Config;
import java.util.concurrent.atomic.AtomicLong;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The node's journal with a trap: {@code -Dbelay.failpoint=before-persist:37} halts the process before the 37th write,
 * {@code after-persist:37} when it is committed and nobody has heard of it. Put in by the configuration of a test, so that
 * the program itself has no such door.
 */
public final class HaltingJournal extends JdbcAsyncWriteJournal {

    static final String PROPERTY = "belay.failpoint";
    static final int EXIT_CODE = 137;

    private static final AtomicLong WRITES = new AtomicLong();
    private static final String POINT = System.getProperty(PROPERTY, "");

    public HaltingJournal(Config config) {
        super(config);
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        long number = WRITES.incrementAndGet();
        if (POINT.equals("before-persist:" + number)) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        Future<Seq<Try<BoxedUnit>>> written = super.asyncWriteMessages(messages);
        if (!POINT.equals("after-persist:" + number)) {
            return written;
        }
        return written.map(
                done -> {
                    Runtime.getRuntime().halt(EXIT_CODE);
                    return done;
                },
                context().dispatcher());
    }
}
