package dev.belay.app;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must hold between keys that are each right by themselves. */
final class SettingsRelations {

    private SettingsRelations() {}

    static List<SettingsProblem> problems(SettingsText text) {
        List<SettingsProblem> problems = new ArrayList<>(PolicySettings.problems(text));
        if (areRight(text, SettingsKeys.API_PORT, SettingsKeys.PROBES_PORT, SettingsKeys.PROBES_ENABLED)) {
            ports(text, problems);
        }
        if (areRight(text, SettingsKeys.PAPER_REPLAY, SettingsKeys.PAPER_SYMBOLS)) {
            replay(text, problems);
        }
        if (ClusterReader.areRight(text)) {
            problems.addAll(ClusterReader.problems(text));
        }
        return problems;
    }

    private static boolean areRight(SettingsText text, SettingsKey<?>... keys) {
        return Stream.of(keys).allMatch(text::isRight);
    }

    private static void ports(SettingsText text, List<SettingsProblem> problems) {
        int port = text.value(SettingsKeys.API_PORT);
        if (port != 0 && text.value(SettingsKeys.PROBES_ENABLED) && port == text.value(SettingsKeys.PROBES_PORT)) {
            problems.add(text.problem(
                    SettingsKeys.PROBES_PORT,
                    "belay.api.port is %d too (%s). Give one of them another port."
                            .formatted(port, text.place(SettingsKeys.API_PORT))));
        }
    }

    private static void replay(SettingsText text, List<SettingsProblem> problems) {
        List<Settings.Replay> replays = text.value(SettingsKeys.PAPER_REPLAY);
        if (replays.isEmpty() && text.value(SettingsKeys.PAPER_SYMBOLS).isEmpty()) {
            problems.add(text.problem(SettingsKeys.PAPER_SYMBOLS, "expected at least one symbol"));
        }
        replays.stream()
                .filter(replay -> !Files.isReadable(replay.file()))
                .forEach(replay -> problems.add(text.problem(
                        SettingsKeys.PAPER_REPLAY,
                        "the file %s does not exist or cannot be read".formatted(replay.file()))));
    }
}
