package dev.belay.monitoring;

import dev.belay.position.LegEvent;
import java.util.Locale;

/** What an event is about, in one word: operators ask for the events of a type. */
public enum EventType {
    POSITION,
    TRAILING,
    POLICY,
    STOP,
    ORDER,
    FILL,
    FUNDING,
    ALARM,
    JOURNAL;

    /** The word in the tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EventType of(LegEvent event) {
        if (event instanceof LegEvent.OfStop) {
            return STOP;
        }
        if (event instanceof LegEvent.Claimed || event instanceof LegEvent.Rebuilt) {
            return JOURNAL;
        }
        if (event instanceof LegEvent.AlarmRaised) {
            return ALARM;
        }
        if (event instanceof LegEvent.Filled) {
            return FILL;
        }
        if (event instanceof LegEvent.FundingPaid) {
            return FUNDING;
        }
        if (event instanceof LegEvent.PolicyChanged || event instanceof LegEvent.LevelOverridden) {
            return POLICY;
        }
        return isTrailing(event) ? TRAILING : ofTrade(event);
    }

    private static boolean isTrailing(LegEvent event) {
        return event instanceof LegEvent.PeakMoved
                || event instanceof LegEvent.TrailingActivated
                || event instanceof LegEvent.LevelMoved
                || event instanceof LegEvent.LevelHit;
    }

    private static EventType ofTrade(LegEvent event) {
        boolean isOrder = event instanceof LegEvent.OrderIntended
                || event instanceof LegEvent.OrderRefused
                || event instanceof LegEvent.OrderEnded
                || event instanceof LegEvent.OrderNotPlaced;
        return isOrder ? ORDER : POSITION;
    }
}
