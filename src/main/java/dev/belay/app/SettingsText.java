package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.belay.money.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration in force as it was written: the text of every key, where it stands, and what is wrong with it. */
final class SettingsText {

    private static final List<String> PATHS =
            SettingsKeys.ALL.stream().map(SettingsKey::path).toList();

    private final Config config;

    SettingsText(Config config) {
        this.config = config;
    }

    /** The value of a key that has no problem. */
    <T> T value(SettingsKey<T> key) {
        return key.read(texts(key));
    }

    /** Whether the key has no problem of its own. */
    boolean isRight(SettingsKey<?> key) {
        return problemsOf(key).isEmpty();
    }

    /** What was written for a key, secrets masked; "" when nothing was. */
    String shown(SettingsKey<?> key) {
        if (!config.hasPath(key.path())) {
            return "";
        }
        List<String> texts = texts(key);
        boolean list = config.getValue(key.path()).valueType() == ConfigValueType.LIST;
        String text = list ? texts.toString() : String.join(", ", texts);
        return key.isSecret() && !text.isEmpty() ? "***" : text;
    }

    String place(SettingsKey<?> key) {
        return config.hasPath(key.path())
                ? SettingsFiles.place(config.getValue(key.path()).origin())
                : "";
    }

    /** A problem with the value of {@code key}. */
    SettingsProblem problem(SettingsKey<?> key, String remedy) {
        return new SettingsProblem(place(key), key.path() + " = " + shown(key), remedy);
    }

    /** Everything that is wrong with single keys: unknown ones, and values that are not what is expected. */
    List<SettingsProblem> problems() {
        List<SettingsProblem> problems = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            String path = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            if (!PATHS.contains(path)) {
                problems.add(unknown(path, entry.getValue()));
            }
        }
        SettingsKeys.ALL.forEach(key -> problems.addAll(problemsOf(key)));
        return problems;
    }

    private List<SettingsProblem> problemsOf(SettingsKey<?> key) {
        try {
            key.read(texts(key));
            return List.of();
        } catch (ConfigException.Missing e) {
            return List.of(new SettingsProblem("", key.path() + " is missing", expected(key)));
        } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
            return List.of(problem(key, expected(key)));
        }
    }

    private static String expected(SettingsKey<?> key) {
        return "expected %s. Example: %s = %s".formatted(key.format().expected(), key.lastName(), key.example());
    }

    private static SettingsProblem unknown(String path, ConfigValue value) {
        String remedy = NearestWord.to(path, PATHS)
                .map(key -> "no such key. Did you mean " + key + "?")
                .orElse("no such key. All keys are in conf/belay.conf; \"belay config show\" lists them.");
        return new SettingsProblem(SettingsFiles.place(value.origin()), path, remedy);
    }

    private List<String> texts(SettingsKey<?> key) {
        ConfigValue value = config.getValue(key.path());
        if (value.valueType() == ConfigValueType.LIST) {
            return ((ConfigList) value)
                    .stream().map(entry -> String.valueOf(entry.unwrapped())).toList();
        }
        return List.of(config.getString(key.path()));
    }
}
