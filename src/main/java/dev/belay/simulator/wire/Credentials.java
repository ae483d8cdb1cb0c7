package dev.belay.simulator.wire;

/** The API key and secret of the simulated account. */
public record Credentials(String key, String secret) {

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
