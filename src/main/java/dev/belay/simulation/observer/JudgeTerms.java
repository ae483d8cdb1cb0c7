package dev.belay.simulation.observer;

/**
 * What the judge goes by: whose orders are the guard's, and the times of reliability §3 in milliseconds.
 *
 * @param prefix what the client ids of the guard's orders begin with
 * @param cover T1, within which a position has to have a stop
 * @param working T2, within which it has to have a working stop
 * @param orphan T3, how long a stop may outlive its position
 * @param unaware how long the guard may not know of what others did: evidence of 10 s and two ways through the net
 * @param converge within which everything is as it should be after all faults are over
 * @param onTheirWay how long an answer and the requests that crossed it may take
 * @param receiveWindow how long after its decision the exchange still takes a request
 */
public record JudgeTerms(
        String prefix,
        long cover,
        long working,
        long orphan,
        long unaware,
        long converge,
        long onTheirWay,
        long receiveWindow) {

    /** How long a word of the exchange is on its way when nothing is wrong, there and back. */
    static final long CROSSING_MILLIS = 100;

    /** Stops that may guard one position: D, W, its successor and one unresolved. */
    static final int STOPS_OF_A_POSITION = 4;

    /** Stops that an account may have; the exchange takes 200. */
    static final int STOPS_OF_AN_ACCOUNT = 190;

    /** Whole percent of a published limit. */
    static final int SHARE_OF_A_LIMIT = 90;

    /** The times of reliability §3 for the installation {@code tag}, at an exchange that answers within a second. */
    public static JudgeTerms of(String tag) {
        return new JudgeTerms("b" + tag + ".", 5_000, 10_000, 30_000, 12_000, 60_000, 1_000, 5_000);
    }

    /** The same where an answer and what crosses it take up to {@code millis}. */
    public JudgeTerms answeringWithin(long millis) {
        return new JudgeTerms(prefix, cover, working, orphan, unaware, converge, millis, receiveWindow);
    }

    /** The same with times that only liveness needs taken {@code factor} times: for processes on a slow machine. */
    public JudgeTerms patient(int factor) {
        return new JudgeTerms(
                prefix,
                cover * factor,
                working * factor,
                orphan * factor,
                unaware,
                converge,
                onTheirWay,
                receiveWindow);
    }

    boolean isOurs(String id) {
        return id.startsWith(prefix);
    }

    /** Whether the order is one that opens: the only kind of ours that may grow a position. */
    boolean isEntry(String id) {
        int letter = id.lastIndexOf('.') + 1;
        return isOurs(id) && letter < id.length() && id.charAt(letter) == 'E';
    }
}
