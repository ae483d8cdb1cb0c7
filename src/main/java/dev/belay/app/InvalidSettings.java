package dev.belay.app;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists every problem, nothing was started. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingsProblem> problems;

    public InvalidSettings(List<SettingsProblem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    public List<SettingsProblem> problems() {
        return problems;
    }

    private static String text(List<SettingsProblem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(SettingsProblem::toString)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "",
                        System.lineSeparator() + count + " in the configuration. Nothing was started."));
    }
}
