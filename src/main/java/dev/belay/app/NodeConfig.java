package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.belay.cluster.SameInstallation;
import dev.belay.journal.Dialect;
import dev.belay.trailing.Policies;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The configuration of Akka: {@code conf/akka.conf} and what of it depends on the settings. */
final class NodeConfig {

    private static final String DATABASES = "akka-persistence-jdbc.shared-databases.";

    private NodeConfig() {}

    static Config engine() {
        return ConfigFactory.parseResources("akka.conf").withFallback(ConfigFactory.defaultReference());
    }

    /** Of a node of its own, which no other ever joins. */
    static Config of(Settings settings) {
        return of(settings, "");
    }

    /**
     * Of a node.
     *
     * @param database which one it is, however it is reached; see {@link dev.belay.journal.JournalDatabase#identity}
     */
    static Config of(Settings settings, String database) {
        Settings.Connections connections = settings.database().connections();
        Settings.Probes probes = settings.probes();
        return ConfigFactory.parseMap(Map.of(
                        "akka.management.http.bind-hostname", probes.host(),
                        "akka.management.http.hostname", probes.host(),
                        "akka.management.http.bind-port", probes.port(),
                        "akka.management.http.port", probes.port()))
                .withFallback(pool("journal", settings.database(), connections.journal()))
                .withFallback(pool("queries", settings.database(), connections.queries()))
                .withFallback(
                        ConfigFactory.parseMap(Map.of(DATABASES + "journal.db.minConnections", connections.journal())))
                .withFallback(ConfigFactory.parseMap(Map.of(
                        "akka.projection.jdbc.dialect",
                        Dialect.of(settings.database().url()).projectionDialect())))
                .withFallback(ClusterConfig.of(settings.cluster()))
                .withFallback(lease(settings.database()))
                .withFallback(installation(settings, database))
                .withFallback(engine())
                .resolve();
    }

    /** What {@link SameInstallation} compares; of two versions the newer gets the legs that move (rolling update). */
    private static Config installation(Settings settings, String database) {
        return ConfigFactory.parseMap(Map.of(
                        "mode",
                        settings.mode().name(),
                        "account",
                        settings.account().name(),
                        "tag",
                        settings.ids().tag(),
                        "exchange",
                        settings.exchange().rest().toString(),
                        "database",
                        database,
                        SameInstallation.POLICIES,
                        fingerprint(settings.policies())))
                .atPath(SameInstallation.PATH)
                .withValue("akka.cluster.app-version", ConfigValueFactory.fromAnyRef(Banner.VERSION));
    }

    private static String fingerprint(Policies policies) {
        return UUID.nameUUIDFromBytes(policies.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Config lease(Settings.Database database) {
        return ConfigFactory.parseMap(
                        Map.of("url", database.url(), "user", database.user(), "password", database.password()))
                .atPath("belay-lease");
    }

    private static Config pool(String name, Settings.Database database, int size) {
        Dialect dialect = Dialect.of(database.url());
        Config pool = ConfigFactory.parseMap(Map.of(
                "profile", dialect.slickProfile(),
                "db.driver", dialect.driver(),
                "db.url", database.url(),
                "db.user", database.user(),
                "db.password", database.password(),
                "db.properties", dialect.properties(),
                "db.numThreads", size,
                "db.maxConnections", size,
                "db.maxLifetime", dialect.connectionLifetime()));
        return pool.atPath(DATABASES + name);
    }
}
