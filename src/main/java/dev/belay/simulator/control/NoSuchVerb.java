package dev.belay.simulator.control;

import java.util.Collection;

/** Nothing can be asked for there. */
final class NoSuchVerb extends RuntimeException {
    NoSuchVerb(String method, String path, Collection<String> known) {
        super(
                "there is no verb [%s %s]; there are %s".formatted(method, path, String.join(", ", known)),
                null,
                false,
                false);
    }
}
