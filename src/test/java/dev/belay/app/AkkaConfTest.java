package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AkkaConfTest {

    /** Ours, or known to the library without a default of its own. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "akka.actor.serialization-bindings.\"dev.belay.position.Leg\"",
            "akka.actor.serialization-bindings.\"dev.belay.position.LegEvent\"",
            "akka.actor.serializers.belay-journal",
            "akka.serialization.jackson.deserialization-features.USE_BIG_DECIMAL_FOR_FLOATS",
            // Read by the plugin, but misplaced in its reference.conf (akka-stack §4).
            "jdbc-journal.plugin-dispatcher",
            "jdbc-snapshot-store.plugin-dispatcher");

    /** Tables whose keys are ours. */
    private static final List<String> NAMED_BY_US = List.of(
            "akka.actor.serialization-bindings.",
            "akka.management.health-checks.readiness-checks.",
            "belay-lease.",
            "belay-forming",
            "akka.cluster.configuration-compatibility-check.checkers.",
            // Names of Jackson's enums, which Akka reads one by one.
            "akka.serialization.jackson.deserialization-features.",
            "akka.serialization.jackson.visibility.");

    /** A misspelt key would be taken without a word and leave the default in force. */
    @Test
    void everyKeyIsKnownToTheLibraries() {
        Config ours = ConfigFactory.parseResources("akka.conf");
        Config known = ConfigFactory.defaultReference();
        List<String> unknown = ours.entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(path -> !WITHOUT_DEFAULT.contains(path))
                .filter(path -> NAMED_BY_US.stream().noneMatch(path::startsWith))
                .filter(path -> !path.startsWith("akka-persistence-jdbc.shared-databases."))
                .filter(path -> !known.hasPathOrNull(path) && !known.hasPathOrNull(inFallback(path)))
                .sorted()
                .toList();
        assertThat(unknown).isEmpty();
    }

    /** Where Akka keeps what it knows of every snapshot store. */
    private static String inFallback(String path) {
        return path.replaceFirst("^jdbc-snapshot-store", "akka.persistence.snapshot-store-plugin-fallback");
    }
}
