package dev.belay.money;

/** The name of a contract as the exchange writes it, such as {@code BTCUSDT}; may hold non-ASCII letters. */
public record Symbol(String name) implements Comparable<Symbol> {

    public Symbol {
        Require.argument(!name.isBlank(), "a symbol has a name");
        Require.argument(
                name.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':' || c == '/'),
                "not a symbol: [%s]",
                name);
    }

    @Override
    public int compareTo(Symbol other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
