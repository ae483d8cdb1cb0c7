package dev.belay.trailing;

import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Which positions a policy is for; null stands for any.
 *
 * @param direction of the position, in one-way mode as in hedge mode
 * @param policy its name
 */
public record PolicyTemplate(
        @Nullable Account account,
        @Nullable Symbol symbol,
        @Nullable Direction direction,
        String policy) {

    /** Whether every position that {@code other} is for is this one's too. */
    public boolean covers(PolicyTemplate other) {
        return (account == null || account.equals(other.account))
                && (symbol == null || symbol.equals(other.symbol))
                && (direction == null || direction == other.direction);
    }

    boolean matches(LegId leg, Direction of) {
        return (account == null || account.equals(leg.account()))
                && (symbol == null || symbol.equals(leg.symbol()))
                && (direction == null || direction == of);
    }
}
