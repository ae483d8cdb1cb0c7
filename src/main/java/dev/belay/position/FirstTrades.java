package dev.belay.position;

import dev.belay.exchange.Answer.Trade;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Where the history of a leg begins on a list of fills: with the first position that Belay saw, not with what was traded
 * in the symbol before.
 */
final class FirstTrades {

    private FirstTrades() {}

    /**
     * The fills of {@code trades} from the leg's beginning on; empty when the list leads back to no flat position before
     * it, because it is behind or the position is older than the list.
     *
     * @param trades of the leg, oldest first
     * @param amount the position, signed
     * @param amountAt exchange time of the last fill that made it so; later fills are not in it
     * @param since exchange time of the first evidence of the first position
     */
    static Optional<List<Trade>> of(List<Trade> trades, BigDecimal amount, long amountAt, long since) {
        BigDecimal before = amount;
        for (int first = trades.size() - 1; first >= 0; first--) {
            Trade trade = trades.get(first);
            if (trade.at() <= amountAt) {
                before = before.subtract(trade.side().signed(trade.quantity().decimal()));
                if (trade.at() <= since && before.signum() == 0) {
                    return Optional.of(trades.subList(first, trades.size()));
                }
            }
        }
        return Optional.empty();
    }

    /** The fills from the first evidence on, when nothing better is known. */
    static List<Trade> after(List<Trade> trades, long since) {
        return trades.stream().filter(trade -> trade.at() >= since).toList();
    }
}
