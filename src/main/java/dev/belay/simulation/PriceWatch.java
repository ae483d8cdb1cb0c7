package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import java.util.List;
import java.util.Optional;

/** Asks for prices when they have stopped coming. */
final class PriceWatch {

    private static final long CHECK_MILLIS = 2_500;
    private static final long ASK_AFTER_MILLIS = 5_000;

    private final SimulatedNode node;
    private long heardAt;
    private boolean asking;

    PriceWatch(SimulatedNode node) {
        this.node = node;
    }

    void begin() {
        heardAt = node.now();
        node.after(CHECK_MILLIS, this::check);
    }

    void heard(List<MarketPrice> marks) {
        heardAt = node.now();
        marks.forEach(node::price);
    }

    private void check() {
        long silence = node.now() - heardAt;
        if (silence >= ASK_AFTER_MILLIS && !asking) {
            asking = true;
            node.call(new Request.ReadMarks(Optional.empty()), (outcome, sentAt) -> {
                asking = false;
                if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Marks read) {
                    read.prices().forEach(node::price);
                }
            });
        }
        node.after(CHECK_MILLIS, this::check);
    }
}
