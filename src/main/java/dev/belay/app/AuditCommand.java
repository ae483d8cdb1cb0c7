package dev.belay.app;

import dev.belay.simulation.observer.AuditCheck;
import dev.belay.simulation.observer.ExcuseList;
import dev.belay.simulation.observer.JudgeFigures;
import dev.belay.simulation.observer.JudgeTerms;
import dev.belay.simulation.observer.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay audit}: judges what a simulator wrote down, without any node. */
@CommandLine.Command(
        name = "audit",
        description = "Judges the audit file of a simulator.",
        synopsisSubcommandLabel = "(check)",
        subcommands = AuditCommand.Check.class)
final class AuditCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }

    /** {@code belay audit check FILE}. */
    @CommandLine.Command(
            name = "check",
            description =
                    "Checks every promise that an observer of the exchange can check; exit code 1 if one was broken.")
    static final class Check extends Command {

        @Parameters(index = "0", paramLabel = "FILE", description = "What the simulator wrote (--audit FILE).")
        private Path file = Path.of("");

        @Option(
                names = "--excused",
                paramLabel = "FILE",
                description = "Times in which nobody could protect anything: lines of FROM UNTIL WHY, epoch ms.")
        private @Nullable Path excused;

        @Option(
                names = "--healed-at",
                paramLabel = "MS",
                description = "When all faults were over, epoch ms; a minute later everything must be in order.")
        private long healedAt;

        @Option(
                names = "--patience",
                paramLabel = "N",
                description = "Times that liveness may take longer than promised, for a slow machine; default 1.")
        private int patience = 1;

        @Override
        public Integer call() {
            if (patience < 1) {
                throw new CommandFailure(ExitCodes.USAGE, "--patience %d: a whole number from 1".formatted(patience));
            }
            JudgeTerms terms = JudgeTerms.of(settings().ids().tag()).patient(patience);
            AuditCheck check = new AuditCheck(terms, excuses(), healedAt);
            try {
                check.read(file);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new CommandFailure(
                        ExitCodes.USAGE, "%s is no audit that can be read: %s".formatted(file, unreadable));
            }
            print(check.figures());
            List<Violation> violations = check.violations();
            violations.forEach(one -> out().println("BROKEN " + one));
            out().println(violations.isEmpty() ? "no promise was broken" : violations.size() + " promises were broken");
            return violations.isEmpty() ? ExitCodes.OK : ExitCodes.UNEXPECTED;
        }

        private ExcuseList excuses() {
            if (excused == null) {
                return ExcuseList.none();
            }
            try {
                return ExcuseList.read(excused);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new CommandFailure(
                        ExitCodes.USAGE, "--excused %s: %s".formatted(excused, unreadable.getMessage()));
            }
        }

        private void print(JudgeFigures figures) {
            out().printf(
                            "%d observations, positions open for %d ms, without a stop for %d ms (%d per million)%n",
                            figures.observed(),
                            figures.positionMillis(),
                            figures.uncoveredMillis(),
                            figures.exposurePerMillion());
            figures.longestUncovered()
                    .forEach((cause, millis) ->
                            out().printf("longest without a stop, %s: %d ms%n", cause.words(), millis));
            figures.excused().forEach((why, millis) -> out().printf("excused, %s: %d ms%n", why, millis));
            figures.seen().forEach((what, count) -> out().printf("seen, %s: %d%n", what, count));
            figures.limits()
                    .forEach(peak -> out().printf("most %s: %d of %d%n", peak.limit(), peak.used(), peak.allowed()));
        }
    }
}
