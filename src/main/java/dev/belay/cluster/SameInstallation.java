package dev.belay.cluster;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets a node into the cluster only if it guards the same account, at the same exchange, under the same name, and writes to
 * the same journal: a leg that moved to a node of another mode would be guarded at another exchange, and one that moved to
 * another database would have lost its memory. Other policies are only warned of, because they are what a rolling update may
 * bring. Loaded by Akka, which asks it on both sides.
 */
public final class SameInstallation extends JoinConfigCompatChecker {

    /** Where the node's configuration has what must be the same. */
    public static final String PATH = "belay-installation";

    /** What must be the same. */
    public static final List<String> KEYS = List.of("mode", "account", "tag", "exchange", "database");

    /** What should be the same: a short text that differs when the policies do. */
    public static final String POLICIES = "policies";

    private static final String POLICIES_PATH = PATH + "." + POLICIES;
    private static final Logger LOG = LoggerFactory.getLogger(SameInstallation.class);

    @Override
    public Seq<String> requiredKeys() {
        return paths(Stream.concat(KEYS.stream(), Stream.of(POLICIES)));
    }

    @Override
    public ConfigValidation check(Config theirs, Config ours) {
        boolean bothSay = theirs.hasPath(POLICIES_PATH) && ours.hasPath(POLICIES_PATH);
        if (bothSay && !theirs.getString(POLICIES_PATH).equals(ours.getString(POLICIES_PATH))) {
            LOG.warn(
                    "another node of the cluster was started with other policies: which stop a new position gets depends on the node that guards it. Positions that are open keep theirs. Give every node the same belay.policies and start the ones that differ again");
        }
        return fullMatch(paths(KEYS.stream()), theirs, ours);
    }

    private static Seq<String> paths(Stream<String> keys) {
        return CollectionConverters.asScala(keys.map(key -> PATH + "." + key).toList())
                .toSeq();
    }
}
