package dev.belay.exchange;

import java.util.HashMap;
import java.util.Map;

/** Counts what became of calls. */
final class OutcomeTally {

    private long done;
    private long refused;
    private long unknown;
    private long notSent;
    private final Map<Integer, Long> refusedByCode = new HashMap<>();

    void count(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            done++;
        } else if (outcome instanceof Outcome.Refused answer) {
            refused++;
            refusedByCode.merge(answer.code(), 1L, Long::sum);
        } else if (outcome instanceof Outcome.Unknown) {
            unknown++;
        } else {
            notSent++;
        }
    }

    GatewayHealth.Outcomes outcomes() {
        return new GatewayHealth.Outcomes(done, refused, unknown, notSent, refusedByCode);
    }
}
