package dev.belay.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Lets few lines with a stack trace of each logger through in a while, and then says how many there were: while the database
 * is away every leg fails at every attempt, and says the same. The while is doubled for as long as that goes on. Lines
 * without a stack trace, such as alarms, all pass. Named in {@code logback.xml}.
 */
public final class FailureLimit extends Filter<ILoggingEvent> {

    static final int SHOWN = 3;
    static final long WHILE_MILLIS = 10_000;
    static final long WHILE_MOST_MILLIS = 640_000;

    /** The lines of one logger in so many milliseconds since {@code begunAt}, epoch milliseconds. */
    private record Spell(long begunAt, long millis, int lines) {

        int hidden() {
            return Math.max(0, lines - SHOWN);
        }

        Spell next(long now) {
            boolean goesOn = hidden() > 0 && now - begunAt < 2 * millis;
            return new Spell(now, goesOn ? Math.min(2 * millis, WHILE_MOST_MILLIS) : WHILE_MILLIS, 0);
        }

        Spell more() {
            return new Spell(begunAt, millis, lines + 1);
        }
    }

    private final Map<String, Spell> spells = new HashMap<>();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return FilterReply.NEUTRAL;
        }
        return passes(event.getLoggerName(), event.getTimeStamp()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean passes(String logger, long now) {
        Spell spell = spells.getOrDefault(logger, new Spell(now, WHILE_MILLIS, 0));
        if (now - spell.begunAt() >= spell.millis()) {
            tell(logger, spell.hidden());
            spell = spell.next(now);
        }
        spells.put(logger, spell.more());
        return spell.lines() < SHOWN;
    }

    private static void tell(String logger, int hidden) {
        if (hidden > 0) {
            LoggerFactory.getLogger(logger).warn("{} more failures like the last ones are not shown", hidden);
        }
    }
}
