package dev.belay.app;

import dev.belay.journal.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must hold, beyond right values, before a node may start: keys, and acknowledgements where money is at stake. */
final class StartConditions {

    /** What an operator of live mode writes to say that it is meant. */
    static final String SENTENCE = "real orders with real money";

    private StartConditions() {}

    static List<SettingsProblem> problems(SettingsText text, Settings settings, Map<String, String> environment) {
        List<SettingsProblem> problems = new ArrayList<>();
        if (settings.mode() == Settings.Mode.LIVE) {
            problems.addAll(acknowledgements(text, settings));
        }
        if (settings.mode() != Settings.Mode.PAPER) {
            problems.addAll(ExchangeKeys.problems(settings, environment));
        }
        problems.addAll(settings.database().login().problems());
        settings.cluster().tls().map(ClusterReader::privateKeyProblems).ifPresent(problems::addAll);
        settings.database().owner().map(DatabaseLogin::problems).ifPresent(problems::addAll);
        return problems;
    }

    private static List<SettingsProblem> acknowledgements(SettingsText text, Settings settings) {
        List<SettingsProblem> problems = new ArrayList<>();
        if (!text.value(SettingsKeys.LIVE_UNDERSTAND).equals(SENTENCE)) {
            problems.add(text.problem(
                    SettingsKeys.LIVE_UNDERSTAND,
                    "Live mode places real orders. If that is meant, write: belay.live.i-understand = \"%s\""
                            .formatted(SENTENCE)));
        }
        boolean lasting = Dialect.of(settings.database().url()).survivesPowerCut();
        if (!lasting && !text.value(SettingsKeys.LIVE_ON_H2)) {
            problems.add(text.problem(
                    SettingsKeys.LIVE_ON_H2,
                    "The journal is an H2 file: it survives a killed process, but a power cut can lose its last events."
                            + " If that is acceptable, write: belay.live.h2-survives-kill-not-power-cut = true"));
        }
        return problems;
    }
}
