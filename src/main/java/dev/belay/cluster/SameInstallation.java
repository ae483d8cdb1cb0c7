package dev.belay.cluster;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets a node into the cluster only if it guards the same account, at the same exchange, under the same name: a leg that
 * moved to a node of another mode would be guarded at another exchange. Loaded by Akka, which asks it on both sides.
 */
public final class SameInstallation extends JoinConfigCompatChecker {

    /** Where the node's configuration has what must be the same. */
    public static final String PATH = "belay-installation";

    /** What must be the same. */
    public static final List<String> KEYS = List.of("mode", "account", "tag", "exchange");

    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(
                        KEYS.stream().map(key -> PATH + "." + key).toList())
                .toSeq();
    }

    @Override
    public ConfigValidation check(Config theirs, Config ours) {
        return fullMatch(requiredKeys(), theirs, ours);
    }
}
