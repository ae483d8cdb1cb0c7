package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarkPrice;
import java.util.List;
import java.util.Optional;

/** Asks for prices when they have stopped coming. */
final class PriceWatch {

    private static final long CHECK_MILLIS = 2_500;
    private static final long ASK_AFTER_MILLIS = 5_000;

    private static final int DEAF_MILLIS = 60_000;

    private final SimulatedNode node;
    private final Surroundings around;
    private long heardAt;
    private long deafUntil;
    private boolean asking;

    PriceWatch(SimulatedNode node, Surroundings around) {
        this.node = node;
        this.around = around;
    }

    /** A connection on the wrong path is open and carries nothing (binance-api §9). */
    void begin() {
        heardAt = node.now();
        if (around.dice().strikes(Mishap.PRICES_NEVER_COME)) {
            deafUntil = around.agenda().now() + around.dice().detail(Mishap.PRICES_NEVER_COME, DEAF_MILLIS);
        }
        node.after(CHECK_MILLIS, this::check);
    }

    void heard(List<MarkPrice> marks) {
        if (around.agenda().now() < deafUntil && !around.dice().isHealed()) {
            return;
        }
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
