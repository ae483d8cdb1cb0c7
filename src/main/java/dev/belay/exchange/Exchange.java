package dev.belay.exchange;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The port to an exchange account: live, testnet or the simulator, all over the same wire. */
public interface Exchange {

    /**
     * Sends {@code request} now and tells what became of it.
     *
     * <p>The stage always completes normally and within the adapter's deadline; whatever goes wrong is an
     * {@link Outcome}. Nothing is retried here.
     */
    CompletionStage<Reply> call(Request request);

    /** What {@code request} costs of the exchange's published limits. */
    Cost costOf(Request request);

    /**
     * What a call costs.
     *
     * @param weight REQUEST_WEIGHT of the address, per minute
     * @param orders slots of the account's ORDERS limits, per 10 seconds and per minute
     */
    record Cost(int weight, int orders) {}

    /** An outcome and what the answer's headers said about the limits. */
    record Reply(Outcome outcome, Usage usage) {

        /** Of an adapter that broke its word; the failure's message is left out, for it may hold a secret. */
        static Reply broken(@Nullable Throwable failure) {
            String what = failure == null ? "no answer" : failure.getClass().getSimpleName();
            return new Reply(new Outcome.Unknown("the adapter failed: " + what), Usage.NONE);
        }
    }
}
