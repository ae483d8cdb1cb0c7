package dev.belay.app;

/**
 * One thing that is wrong with the configuration.
 *
 * @param place file and line, or the option that said it
 * @param what the key and the value as they were written
 * @param remedy what was expected and what to write instead
 */
public record SettingsProblem(String place, String what, String remedy) {

    @Override
    public String toString() {
        String start = place.isEmpty() ? what : place + "  " + what;
        return start + System.lineSeparator() + "    " + remedy;
    }
}
