package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The options of belay simulator become settings of paper mode. */
class SimulatorCommandTest {

    private static Settings.Paper parsed(String... options) {
        SimulatorCommand command = new SimulatorCommand();
        new CommandLine(command).parseArgs(options);
        return command.simulated().paper();
    }

    @Test
    void takesTheNameOfTheAuditAsItIs() {
        assertThat(parsed("--audit", "audit.jsonl").oversight().audit()).hasValue(Path.of("audit.jsonl"));
        assertThat(parsed("--audit", "my audits/a=b, c.jsonl").oversight().audit())
                .hasValue(Path.of("my audits/a=b, c.jsonl"));
    }

    @Test
    void takesPortsSeedAndSpeed() {
        Settings.Paper paper = parsed("--port", "8123", "--control-port", "8124", "--seed", "5", "--speed", "0");
        assertThat(paper.port()).isEqualTo(8123);
        assertThat(paper.oversight().controlPort()).hasValue(8124);
        assertThat(paper.seed()).isEqualTo(5);
        assertThat(paper.speed()).isZero();
    }
}
