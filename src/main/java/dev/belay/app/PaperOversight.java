package dev.belay.app;

import akka.actor.typed.ActorSystem;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.control.ControlServer;
import dev.belay.web.ApiGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;

/** Who looks at the simulator from outside, and who steers it: its audit file and its control API. */
final class PaperOversight implements AutoCloseable {

    private final Optional<AuditFile> audit;

    private PaperOversight(Optional<AuditFile> audit) {
        this.audit = audit;
    }

    /** Opens the audit file if one is wanted; throws {@link CommandFailure} when it cannot be written. */
    static PaperOversight open(Settings.Oversight wanted) {
        return new PaperOversight(wanted.audit().map(PaperOversight::auditFile));
    }

    private static AuditFile auditFile(Path file) {
        try {
            return new AuditFile(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "belay.paper.audit = %s cannot be written (%s). Choose another file.".formatted(file, e.getMessage()));
        }
    }

    /** What hears the exchange: the file, or whatever is given when there is none. */
    SimulatorAudit audit(SimulatorAudit otherwise) {
        return audit.<SimulatorAudit>map(file -> file).orElse(otherwise);
    }

    /** Binds the control API if it is wanted and says on which port; throws {@link CommandFailure} when it is taken. */
    OptionalInt control(Settings.Oversight wanted, ActorSystem<?> system, Simulator simulator, ApiGuard guard) {
        if (wanted.controlPort().isEmpty()) {
            return OptionalInt.empty();
        }
        int port = wanted.controlPort().getAsInt();
        try {
            return OptionalInt.of(ControlServer.start(system, simulator.control(), audit, port, guard)
                    .toCompletableFuture()
                    .join()
                    .localAddress()
                    .getPort());
        } catch (CompletionException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "belay.paper.control-port = %d cannot be used: another program has it. Choose another; 0 takes any free one"
                            .formatted(port));
        }
    }

    @Override
    public void close() {
        audit.ifPresent(AuditFile::close);
    }
}
