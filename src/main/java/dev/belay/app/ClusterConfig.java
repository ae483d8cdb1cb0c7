package dev.belay.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of Akka's configuration follows from {@link ClusterSettings}. */
final class ClusterConfig {

    private ClusterConfig() {}

    static Config of(ClusterSettings cluster) {
        Map<String, Object> values = new HashMap<>();
        values.put("akka.remote.artery.canonical.hostname", cluster.host());
        values.put("akka.remote.artery.canonical.port", cluster.port());
        if (!cluster.isAlone()) {
            values.put("akka.cluster.split-brain-resolver.active-strategy", "lease-majority");
            values.put("akka.management.cluster.bootstrap.contact-point-discovery.service-name", cluster.name());
            values.put(
                    "akka.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr",
                    cluster.formWith());
            values.putAll(found(cluster));
        }
        cluster.tls().ifPresent(tls -> values.putAll(encrypted(tls)));
        return ConfigFactory.parseMap(values);
    }

    private static Map<String, Object> found(ClusterSettings cluster) {
        String method = "akka.management.cluster.bootstrap.contact-point-discovery.discovery-method";
        return switch (cluster.find()) {
            case ALONE -> Map.of();
            case LIST ->
                Map.of(
                        method,
                        "config",
                        "akka.discovery.config.services",
                        Map.of(cluster.name(), Map.of("endpoints", endpoints(cluster.contactPoints()))));
            case DNS -> Map.of(method, "akka-dns");
            case KUBERNETES ->
                Map.of(
                        method,
                        "kubernetes-api",
                        "akka.discovery.kubernetes-api.pod-label-selector",
                        "app=" + cluster.name(),
                        "akka.management.cluster.bootstrap.contact-point-discovery.port-name",
                        "probes");
        };
    }

    private static List<Map<String, Object>> endpoints(List<ClusterSettings.ContactPoint> points) {
        return points.stream()
                .map(point -> Map.<String, Object>of("host", point.host(), "port", point.port()))
                .toList();
    }

    private static Map<String, Object> encrypted(ClusterSettings.Tls tls) {
        String files = "akka.remote.artery.ssl.rotating-keys-engine.";
        return Map.of(
                "akka.remote.artery.transport",
                "tls-tcp",
                "akka.remote.artery.ssl.ssl-engine-provider",
                "akka.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider",
                files + "cert-file",
                tls.certificate().toString(),
                files + "key-file",
                tls.privateKey().toString(),
                files + "ca-cert-file",
                tls.authority().toString());
    }
}
