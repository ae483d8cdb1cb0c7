package dev.belay.app;

import java.util.List;

/**
 * One key of the configuration.
 *
 * @param path with its prefix, such as {@code belay.policies.default.callback}
 * @param example a value that is taken, as it is written in a file
 */
record SettingsKey<T>(String path, SettingsFormat<T> format, String example) {

    /** The value that {@code texts} mean; throws when they are not what is expected. */
    T read(List<String> texts) {
        return format.reading().apply(texts);
    }

    String lastName() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether its value must not be shown. */
    boolean isSecret() {
        return lastName().equals("password");
    }
}
