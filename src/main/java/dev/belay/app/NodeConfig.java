package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;

/** The configuration of Akka: {@code conf/akka.conf} and what of it depends on the settings. */
final class NodeConfig {

    private static final String DATABASE = "akka-persistence-jdbc.shared-databases.slick.db.";

    private NodeConfig() {}

    static Config engine() {
        return ConfigFactory.parseResources("akka.conf").withFallback(ConfigFactory.defaultReference());
    }

    static Config of(Settings settings) {
        Settings.Database database = settings.database();
        return ConfigFactory.empty()
                .withValue(DATABASE + "url", ConfigValueFactory.fromAnyRef(database.url()))
                .withValue(DATABASE + "user", ConfigValueFactory.fromAnyRef(database.user()))
                .withValue(DATABASE + "password", ConfigValueFactory.fromAnyRef(database.password()))
                .withValue(
                        "akka.management.http.bind-port",
                        ConfigValueFactory.fromAnyRef(settings.probes().port()))
                .withValue(
                        "akka.management.http.port",
                        ConfigValueFactory.fromAnyRef(settings.probes().port()))
                .withValue(
                        "akka.management.http.hostname",
                        ConfigValueFactory.fromAnyRef(settings.probes().host()))
                .withValue(
                        "akka.management.http.bind-hostname",
                        ConfigValueFactory.fromAnyRef(settings.probes().host()))
                .withFallback(ClusterConfig.of(settings.cluster()))
                .withFallback(engine())
                .resolve();
    }
}
