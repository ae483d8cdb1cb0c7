package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.belay.trailing.StopPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sections {@code belay.policies.NAME} of a configuration; a policy needs only what differs from the default one. */
final class PolicySections {

    private PolicySections() {}

    /** The names of all policies, the default one first, written or not. */
    static List<String> names(Config config) {
        Stream<String> others = isSection(config, PolicyKeys.SECTION)
                ? config.getObject(PolicyKeys.SECTION).entrySet().stream()
                        .filter(entry -> entry.getValue().valueType() == ConfigValueType.OBJECT)
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals(StopPolicy.DEFAULT_NAME))
                        .sorted()
                : Stream.empty();
        return Stream.concat(Stream.of(StopPolicy.DEFAULT_NAME), others).toList();
    }

    /** {@code config}, in which every policy has the default one's value where it says nothing. */
    static Config completed(Config config) {
        String standard = path(StopPolicy.DEFAULT_NAME);
        if (!isSection(config, standard)) {
            return config;
        }
        Config completed = config;
        for (String name : names(config).stream().filter(PolicyKeys::isName).toList()) {
            completed = completed.withFallback(config.getConfig(standard).atPath(path(name)));
        }
        return completed;
    }

    /** Names that no policy can have, as problems. */
    static List<SettingsProblem> problems(Config config) {
        return names(config).stream()
                .filter(name -> !PolicyKeys.isName(name))
                .map(name -> badName(name, config.getValue(path(name))))
                .toList();
    }

    private static SettingsProblem badName(String name, ConfigValue section) {
        return new SettingsProblem(
                SettingsFiles.place(section.origin()),
                PolicyKeys.SECTION + "." + name,
                "expected a name of a-z, 0-9 and hyphens, a letter first, at most 32 characters");
    }

    private static boolean isSection(Config config, String path) {
        return config.hasPath(path) && config.getValue(path).valueType() == ConfigValueType.OBJECT;
    }

    private static String path(String name) {
        return PolicyKeys.SECTION + "." + ConfigUtil.quoteString(name);
    }
}
