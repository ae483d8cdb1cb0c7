package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets the guard's journal beside what the exchange sees: S5, S6, S7, S9, S10, S12 and L6 of reliability §3. Commits and
 * observations must come in the order of their times. Not thread-safe.
 */
public final class JournalJudge {

    private final Findings findings = new Findings();
    private final WriteAhead writeAhead;
    private final EventJudge events = new EventJudge(findings);
    private final AlarmJudge alarms;
    private final Map<LegId, Book> books = new HashMap<>();
    private final Map<LegId, Position> positions = new HashMap<>();
    private final Set<LegId> broken = new HashSet<>();

    /** A leg as its journal has it. */
    private static final class Book {
        private Leg leg;
        private long claimedAt;
        private @Nullable Price allowed;

        Book(LegId id) {
            leg = Leg.flat(id);
        }
    }

    /** A leg as the exchange has it. */
    private static final class Position {
        private boolean open;
        /** When it was last flat, or turned round. */
        private long overAt;
    }

    public JournalJudge(JudgeTerms terms) {
        this.writeAhead = new WriteAhead(terms, findings);
        this.alarms = new AlarmJudge(terms, findings);
    }

    /** What the exchange saw next. */
    public void see(Observed what) {
        alarms.pass(what.at());
        if (what instanceof Observed.RequestSeen request) {
            writeAhead.request(request);
        } else if (what instanceof Observed.PositionSeen position) {
            position(position);
        } else if (what instanceof Observed.Overridden override) {
            book(override.leg()).allowed = new Price(override.level());
        }
    }

    private void position(Observed.PositionSeen seen) {
        Position position = positions.computeIfAbsent(seen.leg(), unseen -> new Position());
        position.open = seen.after() != 0;
        if (Long.signum(seen.before()) != Long.signum(seen.after()) && seen.before() != 0) {
            position.overAt = seen.at();
        }
    }

    private Book book(LegId leg) {
        return books.computeIfAbsent(leg, Book::new);
    }

    /** What the journal committed next. */
    public void committed(Commit commit) {
        writeAhead.committed(commit);
        if (broken.contains(commit.leg())) {
            return;
        }
        Book book = book(commit.leg());
        if (commit.sequence() != book.leg.sequence() + 1) {
            isBroken(commit, "does not follow " + book.leg.sequence());
            return;
        }
        if (commit.event() instanceof LegEvent.Claimed) {
            book.claimedAt = commit.event().at();
        }
        events.judge(commit, book.leg, book.claimedAt, book.allowed);
        if (commit.event() instanceof LegEvent.PositionClosed closed) {
            closed(commit, book, closed);
        }
        try {
            book.leg = book.leg.after(commit.event());
            alarms.committed(book.leg, commit.event(), commit.at());
        } catch (IllegalStateException impossible) {
            isBroken(commit, "cannot follow: " + impossible.getMessage());
        }
    }

    /** From now on the guard cannot write down an alarm, because of {@code why}. */
    public void muted(String why) {
        alarms.muted(why);
    }

    /** What {@link #muted} said is over. */
    public void unmuted(String why, long at) {
        alarms.unmuted(why, at);
    }

    private void isBroken(Commit commit, String what) {
        broken.add(commit.leg());
        String event = commit.event().getClass().getSimpleName();
        findings.add("S10", commit.at(), commit.leg(), "event %d %s %s".formatted(commit.sequence(), event, what));
    }

    /** Whatever the proof was called: a position that never ended at the exchange is not closed. */
    private void closed(Commit commit, Book book, LegEvent.PositionClosed closed) {
        Position position = positions.get(commit.leg());
        book.allowed = null;
        long openedAt = book.leg.open().map(exposure -> exposure.openedAt()).orElse(0L);
        if (position != null && position.open && position.overAt < openedAt) {
            String what =
                    "event %d takes the position for closed (%s), which has been open at the exchange since before %d"
                            .formatted(commit.sequence(), closed.proof().kind(), openedAt);
            findings.add("S12", commit.at(), commit.leg(), what);
        }
    }

    /** The guard is at rest and holds {@code live} for the leg; that must be what its journal adds up to. */
    public void atRest(Leg live, long at) {
        Leg folded = book(live.id()).leg;
        if (!broken.contains(live.id()) && !Objects.equals(folded, live)) {
            findings.add(
                    "S10",
                    at,
                    live.id(),
                    "the journal adds up to %s, but the guard goes by %s".formatted(folded, live));
        }
    }

    /** What the leg's journal adds up to. */
    public Leg folded(LegId leg) {
        return book(leg).leg;
    }

    /** The promises that were not kept so far. */
    public List<Violation> violations() {
        return findings.violations();
    }

    /** Whether any promise was not kept so far. */
    public boolean hasViolations() {
        return findings.areBad();
    }
}
