package dev.belay.exchange;

/** Counts what became of calls. */
final class OutcomeTally {

    private long done;
    private long refused;
    private long unknown;
    private long notSent;

    void count(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            done++;
        } else if (outcome instanceof Outcome.Refused) {
            refused++;
        } else if (outcome instanceof Outcome.Unknown) {
            unknown++;
        } else {
            notSent++;
        }
    }

    GatewayHealth.Outcomes outcomes() {
        return new GatewayHealth.Outcomes(done, refused, unknown, notSent);
    }
}
