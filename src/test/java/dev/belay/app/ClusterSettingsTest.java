package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is wrong with the settings of several nodes is said before anything is started, and what we ship is right. */
class ClusterSettingsTest {

    private static final Path SHIPPED = Path.of("conf", "cluster.conf");
    private static final Map<String, String> KEYS = Map.of("BELAY_API_KEY", "key-1", "BELAY_API_SECRET", "s3cret");

    @TempDir
    private Path folder;

    private static Settings read(Path file, String... overrides) {
        return SettingsReader.forClient(
                new SettingsSource(Optional.of(Settings.Mode.TESTNET), Optional.of(file), List.of(overrides)));
    }

    private static String refusal(Path file, String... overrides) {
        return String.valueOf(catchThrowableOfType(InvalidSettings.class, () -> read(file, overrides))
                .getMessage());
    }

    @Test
    void theShippedFileIsThatOfThreeNodesOnLoopback() {
        ClusterSettings cluster = read(SHIPPED).cluster();

        assertThat(cluster.find()).isEqualTo(ClusterSettings.Find.LIST);
        assertThat(cluster.contactPoints()).hasSize(3).contains(new ClusterSettings.ContactPoint("127.0.0.1", 8560));
        assertThat(cluster.formWith()).isEqualTo(2);
        assertThat(cluster.tls()).isEmpty();
    }

    @Test
    void aNodeIsAloneUnlessItIsToldOtherwise() {
        assertThat(SettingsReader.forClient(SettingsSource.shipped(Settings.Mode.LIVE))
                        .cluster())
                .isEqualTo(ClusterSettings.ALONE);
    }

    @Test
    void anAddressThatOthersReachNeedsTls() {
        assertThat(refusal(SHIPPED, "cluster.host=10.0.0.1"))
                .contains("belay.cluster.host", "whoever reaches this address could command the node", "cluster.tls");
    }

    @Test
    void probesOfANodeAloneAreNotForOthers() {
        assertThat(refusal(SHIPPED, "cluster.find=alone", "probes.host=10.0.0.1"))
                .contains("belay.probes.host", "on this machine alone");
    }

    @Test
    void tooFewNodesCouldNeverFormACluster() {
        assertThat(refusal(SHIPPED, "cluster.form-with=4"))
                .contains("belay.cluster.contact-points", "these 3 could never form a cluster");
    }

    @Test
    void severalNodesNeedPostgresqlAndAnExchangeThatTheyShare() {
        assertThat(refusal(SHIPPED, "database.url=")).contains("belay.database.url", "jdbc:postgresql://");
        assertThat(refusal(SHIPPED, "probes.enabled=false")).contains("belay.probes.enabled");
        assertThat(refusal(SHIPPED, "mode=paper")).contains("belay.cluster.find", "belay simulator");
    }

    @Test
    void theFilesOfTlsBelongTogether() throws IOException {
        Path file = Files.createFile(folder.resolve("node.crt"));
        assertThat(refusal(SHIPPED, "cluster.tls.certificate=" + file)).contains("belong together");
        assertThat(refusal(SHIPPED, "cluster.tls.certificate=nowhere.crt")).contains("does not exist");
    }

    @Test
    void aPrivateKeyThatOthersCanReadStartsNothing() throws IOException {
        Path open = Files.writeString(folder.resolve("node.key"), "key");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        var source = new SettingsSource(
                Optional.of(Settings.Mode.TESTNET),
                Optional.of(SHIPPED),
                List.of(
                        "database.password-file=",
                        "database.owner.password-file=",
                        "cluster.tls.certificate=" + open,
                        "cluster.tls.private-key=" + open,
                        "cluster.tls.authority=" + open));

        assertThat(catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.forStart(source, KEYS)))
                .hasMessageContaining("this private key can be read by others");
    }

    @Test
    void theFileOfKubernetesHoldsSettingsThatAreRight() throws IOException {
        List<String> manifest = Files.readAllLines(Path.of("conf", "kubernetes", "belay.yaml"));
        Path file = Files.write(folder.resolve("cluster.conf"), block(manifest, "cluster.conf: |"));
        Path secret = Files.createFile(folder.resolve("pem"));

        Settings settings = read(
                file,
                "cluster.host=10.1.2.3",
                "probes.host=10.1.2.3",
                "cluster.tls.certificate=" + secret,
                "cluster.tls.private-key=" + secret,
                "cluster.tls.authority=" + secret);

        assertThat(settings.cluster().find()).isEqualTo(ClusterSettings.Find.KUBERNETES);
        assertThat(ports(manifest))
                .containsEntry("remoting", settings.cluster().port())
                .containsEntry("probes", settings.probes().port());
    }

    @Test
    void theCommandLinesOfKubernetesAndSystemdAreUnderstood() throws IOException {
        String manifest = Files.readString(Path.of("conf", "kubernetes", "belay.yaml"));
        Matcher inManifest = Pattern.compile("command: \\[\"java\", (.*)]").matcher(manifest);
        assertThat(inManifest.find()).isTrue();
        String unit = Files.readString(Path.of("conf", "systemd", "belay.service"));
        Matcher inUnit = Pattern.compile("ExecStart=/usr/bin/java (.*)").matcher(unit);
        assertThat(inUnit.find()).isTrue();

        understood(List.of(inManifest.group(1).replace("\"", "").split(", ")));
        understood(List.of(inUnit.group(1).split(" ")));
    }

    private static void understood(List<String> command) {
        List<String> arguments = command.subList(command.indexOf("-jar") + 2, command.size());
        var line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(line.parseArgs(arguments.toArray(String[]::new))
                        .subcommand()
                        .commandSpec()
                        .name())
                .isEqualTo("run");
    }

    /** The lines below {@code head} that are further in. */
    private static List<String> block(List<String> lines, String head) {
        List<String> block = new ArrayList<>();
        int at = lines.indexOf("  " + head) + 1;
        while (lines.get(at).startsWith("    ")) {
            block.add(lines.get(at));
            at++;
        }
        return block;
    }

    private static Map<String, Integer> ports(List<String> manifest) {
        Pattern port = Pattern.compile(" *- \\{ name: (\\w+), containerPort: (\\d+) }");
        return manifest.stream()
                .map(port::matcher)
                .filter(Matcher::matches)
                .collect(java.util.stream.Collectors.toMap(
                        matcher -> matcher.group(1), matcher -> Integer.parseInt(matcher.group(2))));
    }
}
