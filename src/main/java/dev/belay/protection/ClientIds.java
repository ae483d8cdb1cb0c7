package dev.belay.protection;

import dev.belay.money.LegId;
import dev.belay.money.Require;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names orders after the journal: the same decision always has the same id, so that a retry can be recognised, and two
 * writers can only collide where the journal lets one of them through (reliability §5.1).
 *
 * <p>An id is {@code b<tag>.<leg>.<letter><number>}, for example {@code bly1.1f9x2c.W2a}: the tag of this installation,
 * a hash of the leg, what the order is for, and the number of the journal event that decided it, base 36. At most 36
 * characters of {@code [A-Za-z0-9.]}, as Binance allows.
 *
 * @param tag tells installations on one account apart: 1 to 6 lower-case letters and digits
 */
public record ClientIds(String tag) {

    private static final Pattern TAG = Pattern.compile("[a-z0-9]{1,6}");

    private static final Pattern STOP = Pattern.compile("b([a-z0-9]{1,6})\\.[0-9a-z]{1,6}\\.[DW]([0-9a-z]{1,12})");

    public ClientIds {
        Require.argument(TAG.matcher(tag).matches(), "an installation tag is 1 to 6 of a-z and 0-9, was [%s]", tag);
    }

    public String disasterStop(LegId leg, long decision) {
        return id(leg, 'D', decision);
    }

    public String workingStop(LegId leg, long decision) {
        return id(leg, 'W', decision);
    }

    public String entry(LegId leg, long decision) {
        return id(leg, 'E', decision);
    }

    public String exit(LegId leg, long decision) {
        return id(leg, 'X', decision);
    }

    /** Whether {@code id} was given by this installation to a stop of {@code leg}. */
    public boolean isStopOf(LegId leg, String id) {
        return id.startsWith(prefix(leg) + 'D') || id.startsWith(prefix(leg) + 'W');
    }

    /**
     * The number of the journal event that decided the stop of {@code leg} that this installation gave {@code id} to; 0 when
     * it gave it to none.
     */
    public long decisionOf(LegId leg, String id) {
        Matcher matcher = STOP.matcher(id);
        return isStopOf(leg, id) && matcher.matches() ? Long.parseLong(matcher.group(2), 36) : 0;
    }

    /** The tag of the other installation of Belay that gave {@code id} to a stop; empty when none did. */
    public Optional<String> rival(String id) {
        Matcher matcher = STOP.matcher(id);
        return matcher.matches() && !matcher.group(1).equals(tag) ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String id(LegId leg, char letter, long decision) {
        return prefix(leg) + letter + Long.toString(decision, 36);
    }

    private String prefix(LegId leg) {
        String hash = Integer.toString(leg.toString().hashCode() & Integer.MAX_VALUE, 36);
        return "b" + tag + "." + hash + ".";
    }
}
