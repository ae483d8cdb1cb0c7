package dev.belay.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what concerns several nodes, and says what of it does not fit together. */
final class ClusterReader {

    private static final List<SettingsKey<String>> TLS =
            List.of(SettingsKeys.CLUSTER_CERTIFICATE, SettingsKeys.CLUSTER_PRIVATE_KEY, SettingsKeys.CLUSTER_AUTHORITY);

    private ClusterReader() {}

    static ClusterSettings cluster(SettingsText text) {
        return new ClusterSettings(
                text.value(SettingsKeys.CLUSTER_FIND),
                text.value(SettingsKeys.CLUSTER_CONTACT_POINTS),
                text.value(SettingsKeys.CLUSTER_NAME),
                text.value(SettingsKeys.CLUSTER_FORM_WITH),
                text.value(SettingsKeys.CLUSTER_HOST),
                text.value(SettingsKeys.CLUSTER_PORT),
                tls(text));
    }

    private static Optional<ClusterSettings.Tls> tls(SettingsText text) {
        return hasTls(text)
                ? Optional.of(new ClusterSettings.Tls(
                        Path.of(text.value(SettingsKeys.CLUSTER_CERTIFICATE)),
                        Path.of(text.value(SettingsKeys.CLUSTER_PRIVATE_KEY)),
                        Path.of(text.value(SettingsKeys.CLUSTER_AUTHORITY))))
                : Optional.empty();
    }

    private static boolean hasTls(SettingsText text) {
        return TLS.stream().noneMatch(key -> text.value(key).isEmpty());
    }

    /** Empty where the keys fit together. */
    static List<SettingsProblem> problems(SettingsText text) {
        List<SettingsProblem> problems = new ArrayList<>();
        boolean alone = text.value(SettingsKeys.CLUSTER_FIND) == ClusterSettings.Find.ALONE;
        if (!alone) {
            withOthers(text, problems);
        } else if (!SettingsFormat.isLoopback(text.value(SettingsKeys.PROBES_HOST))) {
            problems.add(text.problem(
                    SettingsKeys.PROBES_HOST,
                    "a node without others serves its probes on this machine alone: 127.0.0.1, localhost or ::1"));
        }
        encryption(text, problems);
        return problems;
    }

    private static void withOthers(SettingsText text, List<SettingsProblem> problems) {
        boolean list = text.value(SettingsKeys.CLUSTER_FIND) == ClusterSettings.Find.LIST;
        int points = text.value(SettingsKeys.CLUSTER_CONTACT_POINTS).size();
        int formWith = text.value(SettingsKeys.CLUSTER_FORM_WITH);
        if (list && points < formWith) {
            problems.add(text.problem(
                    SettingsKeys.CLUSTER_CONTACT_POINTS,
                    "belay.cluster.form-with is %d (%s), so that these %d could never form a cluster. List every node."
                            .formatted(formWith, text.place(SettingsKeys.CLUSTER_FORM_WITH), points)));
        }
        if (!text.value(SettingsKeys.PROBES_ENABLED)) {
            problems.add(text.problem(
                    SettingsKeys.PROBES_ENABLED, "nodes find each other through their probes. Write true."));
        }
        if (!text.value(SettingsKeys.DATABASE_URL).startsWith("jdbc:postgresql:")) {
            problems.add(text.problem(
                    SettingsKeys.DATABASE_URL, "several nodes need one PostgreSQL: jdbc:postgresql://HOST:PORT/NAME"));
        }
        if (text.value(SettingsKeys.MODE) == Settings.Mode.PAPER) {
            problems.add(
                    text.problem(
                            SettingsKeys.CLUSTER_FIND,
                            "each node of paper mode has an exchange of its own. For several nodes run \"belay simulator\" and let them use it in testnet mode."));
        }
    }

    private static void encryption(SettingsText text, List<SettingsProblem> problems) {
        List<SettingsKey<String>> given =
                TLS.stream().filter(key -> !text.value(key).isEmpty()).toList();
        if (!given.isEmpty() && given.size() < TLS.size()) {
            problems.add(text.problem(given.get(0), "certificate, private-key and authority belong together"));
        }
        given.stream()
                .filter(key -> !Files.isReadable(Path.of(text.value(key))))
                .forEach(key -> problems.add(text.problem(key, "the file does not exist or cannot be read")));
        if (given.isEmpty() && !SettingsFormat.isLoopback(text.value(SettingsKeys.CLUSTER_HOST))) {
            problems.add(
                    text.problem(
                            SettingsKeys.CLUSTER_HOST,
                            "whoever reaches this address could command the node, because nothing checks who speaks. Set belay.cluster.tls.certificate, .private-key and .authority, or use 127.0.0.1."));
        }
    }

    /** Whoever has the private key can be a node. */
    static List<SettingsProblem> privateKeyProblems(ClusterSettings.Tls tls) {
        try {
            SecretFile.lines(
                    tls.privateKey(),
                    "private key",
                    SettingsKeys.CLUSTER_PRIVATE_KEY.path(),
                    "the private key of the certificate, in PEM");
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }

    static boolean areRight(SettingsText text) {
        return Stream.concat(
                        TLS.stream(),
                        Stream.of(
                                SettingsKeys.CLUSTER_FIND,
                                SettingsKeys.CLUSTER_CONTACT_POINTS,
                                SettingsKeys.CLUSTER_FORM_WITH,
                                SettingsKeys.CLUSTER_HOST,
                                SettingsKeys.PROBES_HOST,
                                SettingsKeys.PROBES_ENABLED,
                                SettingsKeys.DATABASE_URL,
                                SettingsKeys.MODE))
                .allMatch(text::isRight);
    }
}
