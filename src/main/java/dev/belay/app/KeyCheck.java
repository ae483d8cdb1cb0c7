package dev.belay.app;

import dev.belay.exchange.Outcome;
import java.util.Set;

/**
 * Concludes from the exchange's answers whether it takes our key. "Invalid key" (-2015) is also what it may say while it
 * bans the address (binance-api §3.4): only when a public call goes through right after does it speak of the key.
 */
final class KeyCheck {

    /** What to do next. */
    enum Next {
        /** The key is good, or nothing speaks against it. */
        GO_ON,
        ASK_AGAIN,
        /** Make a public call, which a ban would refuse too. */
        ASK_PUBLICLY,
        REFUSE_KEY,
        REFUSE_CLOCK,
        /** The address is to keep quiet: nothing can be learned now. */
        KEEP_QUIET
    }

    private static final Set<Integer> KEY_REFUSED = Set.of(-2014, -1022, -1002, -2017);
    private static final int KEY_OR_BAN = -2015;
    private static final int CLOCK_OFF = -1021;
    private static final int QUIET = -1003;
    private static final int CLOCK_CHECKS = 5;
    private static final long AT_ONCE_MILLIS = 5_000;

    private int clockOff;
    private long doubtedAt;
    private String said = "";

    /** After the answer to a signed call, received at {@code now}. */
    Next afterSigned(Outcome outcome, long now) {
        if (!(outcome instanceof Outcome.Refused refused)) {
            return Next.GO_ON;
        }
        said = "%d %s".formatted(refused.code(), refused.message());
        if (KEY_REFUSED.contains(refused.code())) {
            return Next.REFUSE_KEY;
        }
        return switch (refused.code()) {
            case KEY_OR_BAN -> doubt(now);
            case CLOCK_OFF -> clockOff++ < CLOCK_CHECKS ? Next.ASK_AGAIN : Next.REFUSE_CLOCK;
            case QUIET -> Next.KEEP_QUIET;
            default -> Next.GO_ON;
        };
    }

    private Next doubt(long now) {
        doubtedAt = now;
        return Next.ASK_PUBLICLY;
    }

    /** After the answer to the public call, which was sent at {@code sentAt}. */
    Next afterPublic(Outcome outcome, long sentAt) {
        boolean passes = outcome instanceof Outcome.Done && sentAt - doubtedAt <= AT_ONCE_MILLIS;
        return passes ? Next.REFUSE_KEY : Next.ASK_AGAIN;
    }

    /** The exchange's last refusal, in its words. */
    String said() {
        return said;
    }
}
