package dev.belay.position;

import dev.belay.position.Why.Belief;
import java.util.ArrayList;
import java.util.List;

/** {@link Why} in lines for people. */
public final class WhyText {

    private WhyText() {}

    /** A head line, then what is believed, unproven, wanted and waited for. */
    public static List<String> lines(Why why) {
        List<String> lines = new ArrayList<>();
        lines.add("%s is %s, %s, after event #%d".formatted(why.leg(), why.phase(), why.protection(), why.sequence()));
        lines.add("believed");
        why.believed().forEach(belief -> {
            lines.add("  " + belief.what());
            lines.add("      " + reason(belief));
            lines.add("      " + seen(belief, why.now()));
        });
        section(lines, "not proven, and being asked", why.unproven(), "nothing: all of it is proven");
        lines.add("wanted");
        if (why.wanted().isEmpty()) {
            lines.add("  nothing");
        }
        why.wanted().forEach(belief -> {
            lines.add("  " + belief.what());
            lines.add("      " + reason(belief));
        });
        section(lines, "the next step waits for", why.blocked(), "nothing: there is none to take");
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> content, String otherwise) {
        lines.add(title);
        if (content.isEmpty()) {
            lines.add("  " + otherwise);
        }
        content.forEach(line -> lines.add("  " + line));
    }

    private static String reason(Belief belief) {
        return belief.event() == 0
                ? "because no event of the journal says otherwise"
                : "because of event #%d: %s".formatted(belief.event(), belief.because());
    }

    private static String seen(Belief belief, long now) {
        String proof = belief.proof().isEmpty()
                ? "not proven yet"
                : "proven by %s, %s ago".formatted(belief.proof(), Obstacles.age(belief.provenAt(), now));
        String seen = belief.seenAt() == 0
                ? "not seen since this node started"
                : "last seen %s ago".formatted(Obstacles.age(belief.seenAt(), now));
        return proof + "; " + seen;
    }
}
