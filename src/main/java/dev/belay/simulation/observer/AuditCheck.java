package dev.belay.simulation.observer;

import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Judges one audit file, with what is known of the times in which it went wrong. */
public final class AuditCheck {

    private final ExchangeJudge judge;
    private final AuditFileFeed feed;
    private final ExcuseList excuses;
    private long healsAt;

    /** @param healedAt when all faults were over, epoch milliseconds; 0 when that is not known */
    public AuditCheck(JudgeTerms terms, ExcuseList excuses, long healedAt) {
        this.judge = new ExchangeJudge(terms);
        this.feed = new AuditFileFeed(judge);
        this.excuses = excuses;
        this.healsAt = healedAt == 0 ? Long.MAX_VALUE : healedAt;
    }

    /** Reads and judges all of {@code file}; throws {@link IOException} when it cannot be read. */
    public void read(Path file) throws IOException {
        AuditReader.each(file, this::next);
        judge.end(feed.last());
    }

    private void next(AuditRecord line) {
        excuses.tell(judge, line.at());
        if (line.at() >= healsAt) {
            judge.heal(healsAt);
            healsAt = Long.MAX_VALUE;
        }
        feed.next(line);
    }

    public List<Violation> violations() {
        return judge.violations();
    }

    public JudgeFigures figures() {
        return judge.figures();
    }
}
