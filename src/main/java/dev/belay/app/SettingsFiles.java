package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the shipped profile, the file and the overrides together, before anything of it is understood. */
final class SettingsFiles {

    private static final ConfigParseOptions MUST_EXIST =
            ConfigParseOptions.defaults().setAllowMissing(false);

    private SettingsFiles() {}

    /** Everything in force, resolved; throws {@link InvalidSettings} when a file cannot be read at all. */
    static Config load(SettingsSource source) {
        try {
            Config file = source.file().map(SettingsFiles::parsed).orElse(ConfigFactory.empty());
            Optional<Settings.Mode> written = writtenMode(file);
            Settings.Mode mode = source.mode().or(() -> written).orElse(Settings.Mode.PAPER);
            if (written.isPresent() && written.get() != mode) {
                throw contradiction(file, written.get(), mode);
            }
            return overridden(file.withFallback(profile(mode)), source.overrides())
                    .resolve();
        } catch (ConfigException e) {
            String place = e.origin() == null ? "" : place(e.origin());
            throw invalid(place, "cannot be read", String.valueOf(e.getMessage()));
        }
    }

    private static Config parsed(Path file) {
        if (!Files.isReadable(file)) {
            throw invalid(
                    file.toString(),
                    "this file does not exist or cannot be read",
                    "Name an existing file after --config, or leave it out: the shipped profile of the mode is used.");
        }
        return ConfigFactory.parseFile(file.toFile(), MUST_EXIST);
    }

    private static Config profile(Settings.Mode mode) {
        String name = mode.name().toLowerCase(Locale.ROOT) + ".conf";
        return ConfigFactory.parseResources(SettingsFiles.class.getClassLoader(), name, MUST_EXIST);
    }

    private static Optional<Settings.Mode> writtenMode(Config file) {
        Config known = file.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
        String path = SettingsKeys.MODE.path();
        if (!known.hasPath(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SettingsKeys.MODE.read(List.of(known.getString(path))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Config overridden(Config config, List<String> overrides) {
        Config result = config;
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw invalid("--set " + override, "is not key=value", "Example: --set policies.default.callback=0.8");
            }
            String key = override.substring(0, equals).strip();
            String path = key.startsWith("belay.") ? key : "belay." + key;
            String text = unquoted(override.substring(equals + 1).strip());
            result = result.withValue(path, ConfigValueFactory.fromAnyRef(text, "--set"));
        }
        return result;
    }

    /** Written as in a file: the quotes around a text are not part of it. */
    private static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Where a value was written: file and line as a person finds it. */
    static String place(ConfigOrigin origin) {
        String resource = origin.resource();
        String file = origin.filename();
        String name = resource != null ? resource + " (shipped)" : file != null ? file : origin.description();
        return origin.lineNumber() > 0 ? name + ":" + origin.lineNumber() : name;
    }

    private static InvalidSettings contradiction(Config file, Settings.Mode written, Settings.Mode asked) {
        return invalid(
                place(file.getValue(SettingsKeys.MODE.path()).origin()),
                "belay.mode = " + written.name().toLowerCase(Locale.ROOT),
                "--mode says %s. Leave one of the two out, or name another file."
                        .formatted(asked.name().toLowerCase(Locale.ROOT)));
    }

    private static InvalidSettings invalid(String place, String what, String remedy) {
        return new InvalidSettings(List.of(new SettingsProblem(place, what, remedy)));
    }
}
