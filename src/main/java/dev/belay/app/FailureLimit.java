package dev.belay.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Lets few lines with a stack trace of each logger through in a while, and then says how many there were: while the database
 * is away every leg fails at every attempt, and says the same. Lines without a stack trace, such as alarms, all pass. Named
 * in {@code logback.xml}.
 */
public final class FailureLimit extends Filter<ILoggingEvent> {

    static final int SHOWN = 3;
    static final long WHILE_MILLIS = 10_000;

    /** The lines of one logger since {@code begunAt}, epoch milliseconds. */
    private record Spell(long begunAt, int lines) {}

    private final Map<String, Spell> spells = new HashMap<>();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return FilterReply.NEUTRAL;
        }
        return passes(event.getLoggerName(), event.getTimeStamp()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean passes(String logger, long now) {
        Spell spell = spells.getOrDefault(logger, new Spell(now, 0));
        if (now - spell.begunAt() >= WHILE_MILLIS) {
            tell(logger, spell.lines() - SHOWN);
            spell = new Spell(now, 0);
        }
        spells.put(logger, new Spell(spell.begunAt(), spell.lines() + 1));
        return spell.lines() < SHOWN;
    }

    private static void tell(String logger, int hidden) {
        if (hidden > 0) {
            LoggerFactory.getLogger(logger).warn("{} more failures like the last ones are not shown", hidden);
        }
    }
}
