package dev.belay.exchange.binance;

import java.util.regex.Pattern;

/** Cuts what others wrote to what may stand in a message of ours: one short line without addresses and signatures. */
final class ShortText {

    static final int LONGEST = 200;

    private static final Pattern ADDRESS = Pattern.compile("\\b(?:https?|wss?)://\\S+");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)\\b(signature|listenKey)=[^&\\s]+");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

    private ShortText() {}

    static String of(String text) {
        String cut = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String line = NOT_PRINTABLE.matcher(cut).replaceAll(" ").strip();
        line = ADDRESS.matcher(line).replaceAll("[address]");
        line = SIGNATURE.matcher(line).replaceAll("$1=***");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
