package dev.belay.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the configuration comes from; what stands further down wins: the shipped profile of the mode, the file, the
 * overrides.
 *
 * @param mode what {@code --mode} said; else the file's {@code belay.mode} counts, else it is paper
 * @param overrides {@code key=value}, with or without the prefix {@code belay.}
 */
public record SettingsSource(Optional<Settings.Mode> mode, Optional<Path> file, List<String> overrides) {

    public SettingsSource {
        overrides = List.copyOf(overrides);
    }

    /** The shipped profile of {@code mode} as it is. */
    public static SettingsSource shipped(Settings.Mode mode) {
        return new SettingsSource(Optional.of(mode), Optional.empty(), List.of());
    }

    /** This source with one more override, which wins. */
    public SettingsSource with(String override) {
        List<String> more = new ArrayList<>(overrides);
        more.add(override);
        return new SettingsSource(mode, file, more);
    }
}
