package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.belay.money.NearestWord;
import dev.belay.trailing.StopPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The configuration in force as it was written: the text of every key, where it stands, and what is wrong with it. */
final class SettingsText {

    /** Where the default policy was written before there were others. */
    private static final String FORMER_POLICY = "belay.policy.";

    private final Config config;
    private final List<PolicyKeys> policies;

    SettingsText(Config config) {
        this.config = PolicySections.completed(config);
        this.policies = PolicySections.names(config).stream()
                .filter(PolicyKeys::isName)
                .map(name -> name.equals(StopPolicy.DEFAULT_NAME) ? PolicyKeys.DEFAULT : new PolicyKeys(name))
                .toList();
    }

    /** The keys of every policy, the default one's first. */
    List<PolicyKeys> policies() {
        return policies;
    }

    /** All keys, in the order of the file; those of further policies at the end. */
    List<SettingsKey<?>> keys() {
        List<SettingsKey<?>> keys = new ArrayList<>(SettingsKeys.ALL);
        policies.stream().skip(1).forEach(policy -> keys.addAll(policy.all()));
        return keys;
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
        List<SettingsProblem> problems = new ArrayList<>(PolicySections.problems(config));
        List<String> paths = keys().stream().map(SettingsKey::path).toList();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            String path = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            if (!paths.contains(path) && !isOfBadName(entry.getKey())) {
                problems.add(unknown(path, entry.getValue(), paths));
            }
        }
        keys().forEach(key -> problems.addAll(problemsOf(key)));
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

    /** A name that is told as a problem once is not told for each of its keys. */
    private static boolean isOfBadName(String path) {
        List<String> parts = ConfigUtil.splitPath(path);
        return path.startsWith(PolicyKeys.SECTION + ".") && parts.size() > 3 && !PolicyKeys.isName(parts.get(2));
    }

    private static SettingsProblem unknown(String path, ConfigValue value, List<String> paths) {
        if (path.startsWith(FORMER_POLICY)) {
            String now = PolicyKeys.SECTION + "." + StopPolicy.DEFAULT_NAME + ".";
            return new SettingsProblem(
                    SettingsFiles.place(value.origin()),
                    path,
                    "there are several policies now. Write " + now + path.substring(FORMER_POLICY.length()));
        }
        String remedy = NearestWord.to(path, paths)
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
