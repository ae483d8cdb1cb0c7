package dev.belay.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which configuration, and so which node, is meant. */
final class SettingsOptions {

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "paper, testnet or live. Default: what --config says, else paper.")
    private Settings.@Nullable Mode mode;

    @Option(names = "--config", paramLabel = "FILE", description = "Your own configuration; see conf/belay.conf.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets one key of the configuration and wins over all files; may be repeated.")
    private final List<String> overrides = new ArrayList<>();

    SettingsSource source() {
        return new SettingsSource(Optional.ofNullable(mode), Optional.ofNullable(file), overrides);
    }
}
