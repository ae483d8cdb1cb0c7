package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code belay audit check} over files made by hand. */
class AuditCommandTest {

    private static final long START = 1_790_000_000_000L;

    @TempDir
    private Path home;

    private final List<String> lines = new ArrayList<>();
    private Path file = Path.of("");
    private String out = "";
    private String err = "";

    @BeforeEach
    void openAPosition() {
        file = home.resolve("audit.jsonl");
        line(0, "'kind':'account','account':'main','wallet':'1000','hedge':false");
        line(
                10,
                "'kind':'position','account':'main','symbol':'BTCUSDT','positionSide':'BOTH','before':'0','after':'1','entry':'100'");
    }

    private void line(long at, String rest) {
        lines.add("{'n':%d,'t':%d,%s}".formatted(lines.size(), START + at, rest).replace('\'', '"'));
    }

    private void stop(long at, long number, String id, String trigger, String status) {
        String start = "'kind':'algo','account':'main','symbol':'BTCUSDT','id':%d,'client':'%s','side':'SELL',"
                .formatted(number, id);
        line(
                at,
                start
                        + "'positionSide':'BOTH','quantity':'1','trigger':'%s','closePosition':false,'status':'%s'"
                                .formatted(trigger, status));
    }

    private void cancel(long at, long number, String id) {
        String start = "'kind':'request','account':'main','method':'DELETE','path':'/fapi/v1/algoOrder',";
        line(
                at,
                start
                        + "'parameters':{'clientAlgoId':'%s','timestamp':'%d'},'status':200,'code':0,'told':200,'effects':['algo %d']"
                                .formatted(id, START + at - 20, number));
    }

    private int check(String... options) throws IOException {
        Files.write(file, lines);
        List<String> arguments = new ArrayList<>(List.of("audit", "check", file.toString()));
        arguments.addAll(List.of(options));
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        int code = Main.run(new PrintWriter(said), new PrintWriter(complained), arguments.toArray(String[]::new));
        out = said.toString();
        err = complained.toString();
        return code;
    }

    @Test
    void newFirstAndOldAfterwardsIsWhatWasPromised() throws IOException {
        stop(1_000, 1, "bbly1.x.W1", "95", "NEW");
        stop(2_000, 2, "bbly1.x.W2", "96", "NEW");
        stop(2_100, 1, "bbly1.x.W1", "95", "CANCELED");
        cancel(2_100, 1, "bbly1.x.W1");
        line(3_000, "'kind':'price','symbol':'BTCUSDT','last':'100','mark':'100'");

        assertThat(check()).as(out + err).isZero();
        assertThat(out).contains("no promise was broken", "longest without a stop, opened: 990 ms");
    }

    @Test
    void aBrokenPromiseIsToldWithItsNumbers() throws IOException {
        stop(1_000, 1, "bbly1.x.W1", "95", "NEW");
        stop(2_000, 1, "bbly1.x.W1", "95", "CANCELED");
        cancel(2_000, 1, "bbly1.x.W1");
        stop(2_500, 2, "bbly1.x.W2", "96", "NEW");

        assertThat(check()).as(out + err).isEqualTo(ExitCodes.UNEXPECTED);
        assertThat(out)
                .contains("BROKEN S1 at " + (START + 2_000) + " main:BTCUSDT:BOTH", "from 95 to nothing")
                .contains("1 promises were broken");
    }

    @Test
    void excusesExcuseSlownessAndNothingElse() throws IOException {
        line(20_000, "'kind':'price','symbol':'BTCUSDT','last':'100','mark':'100'");
        stop(21_000, 1, "bbly1.x.W1", "95", "NEW");
        assertThat(check()).isEqualTo(ExitCodes.UNEXPECTED);
        assertThat(out).contains("BROKEN L1", "BROKEN L2");

        Path excuses = home.resolve("excuses.txt");
        Files.write(
                excuses,
                List.of(
                        START + " " + (START + 15_000) + " node down",
                        "",
                        (START + 10_000) + " " + (START + 17_000) + " node down"));

        assertThat(check("--excused", excuses.toString())).as(out + err).isZero();
        assertThat(out).contains("excused, node down: 17000 ms");
    }

    @Test
    void aMinuteAfterHealingEverythingIsInOrder() throws IOException {
        stop(1_000, 1, "bbly1.x.W1", "95", "NEW");
        line(62_000, "'kind':'price','symbol':'BTCUSDT','last':'100','mark':'100'");

        assertThat(check("--healed-at", String.valueOf(START + 1_500))).isEqualTo(ExitCodes.UNEXPECTED);
        assertThat(out).contains("BROKEN L4");
    }

    @Test
    void saysWhatIsWrongWithAListOfExcusesOrAFile() throws IOException {
        Path excuses = home.resolve("excuses.txt");
        Files.write(excuses, List.of("1 2 fine", "yesterday until today"));
        assertThat(check("--excused", excuses.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("line 2", "yesterday until today", "FROM UNTIL WHY");

        assertThat(check("--patience", "0")).isEqualTo(ExitCodes.USAGE);
        lines.add(0, "no json");
        assertThat(check()).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("no audit that can be read");
    }
}
