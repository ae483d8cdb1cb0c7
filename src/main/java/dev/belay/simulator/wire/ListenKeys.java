package dev.belay.simulator.wire;

import dev.belay.simulator.engine.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/** The one listen key of the account and how long it is valid (binance-api §10.1). */
public final class ListenKeys {

    private static final long VALIDITY = 60L * 60_000;

    private final Supplier<String> fresh;
    private String key = "";
    private long validUntil;

    /** {@code fresh} makes keys: 64 letters and digits that cannot be guessed. */
    public ListenKeys(Supplier<String> fresh) {
        this.fresh = fresh;
    }

    /** The active key, prolonged, or a new one. */
    String open(long now) {
        if (key.isEmpty()) {
            key = fresh.get();
        }
        validUntil = now + VALIDITY;
        return key;
    }

    /** Prolongs the active key; refused with -1125 when there is none. */
    String keep(long now) {
        Refusal.INVALID_LISTEN_KEY.when(key.isEmpty());
        return open(now);
    }

    /** The key is gone; nobody is told. */
    public void close() {
        key = "";
    }

    /** The active key; empty when there is none. */
    public Optional<String> active() {
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** Lets the key expire now, and says which it was; empty when there is none. */
    Optional<String> expire() {
        Optional<String> gone = active();
        key = "";
        return gone;
    }

    /** Lets the key expire if its time has come, and says which it was. */
    Optional<String> expired(long now) {
        if (key.isEmpty() || now < validUntil) {
            return Optional.empty();
        }
        String gone = key;
        key = "";
        return Optional.of(gone);
    }
}
