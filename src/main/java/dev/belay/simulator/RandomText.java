package dev.belay.simulator;

import java.security.SecureRandom;

/** Keys and secrets that cannot be guessed. */
final class RandomText {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 64 letters and digits. */
    static String fresh() {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < LENGTH; index++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
