package dev.belay.money;

import java.util.regex.Pattern;

/** The name that the configuration gives to an exchange account: lower-case letters, digits and hyphens, at most 16. */
public record Account(String name) implements Comparable<Account> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,15}");

    public Account {
        Require.argument(NAME.matcher(name).matches(), "not an account name: [%s]", name);
    }

    @Override
    public int compareTo(Account other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
