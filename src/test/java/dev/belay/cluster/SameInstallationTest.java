package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SameInstallationTest {

    private static final Config OURS = ConfigFactory.parseString("""
            belay-installation { mode = TESTNET, account = main, tag = bly, exchange = "https://x", database = "7/1", policies = p1 }
            """);

    private final SameInstallation same = new SameInstallation();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SameInstallation.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(log);
    }

    private ConfigValidation checks(Config theirs) {
        return same.check(theirs, OURS);
    }

    private static Config other(String key) {
        return OURS.withValue("belay-installation." + key, ConfigValueFactory.fromAnyRef("another"));
    }

    @Test
    void aNodeOfTheSameInstallationIsLetIn() {
        assertThat(checks(OURS)).isNotInstanceOf(Invalid.class);
        assertThat(log.list).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode", "account", "tag", "exchange", "database"})
    void oneThatWouldGuardSomethingElseIsNot(String key) {
        assertThat(checks(other(key))).isInstanceOf(Invalid.class);
    }

    @Test
    void otherPoliciesAreWarnedOf() {
        assertThat(checks(other("policies"))).isNotInstanceOf(Invalid.class);
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("other policies", "belay.policies"));
    }
}
