package dev.belay.app;

import dev.belay.exchange.RateBudget;
import dev.belay.money.Account;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a paper node in a directory of its own. */
final class TestSettings {

    private TestSettings() {}

    static Settings paper(Path home, Settings.Paper paper) {
        return paper(home, paper, StopPolicy.DEFAULT);
    }

    static Settings paper(Path home, Settings.Paper paper, StopPolicy policy) {
        return new Settings(
                Settings.Mode.PAPER,
                home,
                new Account("main"),
                new ClientIds("t1"),
                new Settings.Exchange(
                        URI.create("http://127.0.0.1:1"),
                        URI.create("ws://127.0.0.1:1"),
                        URI.create("ws://127.0.0.1:1"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Optional.empty(),
                        RateBudget.Limits.PUBLISHED),
                new Settings.Api("127.0.0.1", 0),
                new Settings.Probes(false, "127.0.0.1", 0),
                TestDatabase.H2.in(home),
                ClusterSettings.ALONE,
                Policies.always(policy),
                new Settings.Entries(true, new BigDecimal("1000")),
                Duration.ofSeconds(60),
                paper);
    }

    /** The same with its journal in {@code database}. */
    static Settings on(Settings.Database database, Settings settings) {
        return new Settings(
                settings.mode(),
                settings.home(),
                settings.account(),
                settings.ids(),
                settings.exchange(),
                settings.api(),
                settings.probes(),
                database,
                settings.cluster(),
                settings.policies(),
                settings.entries(),
                settings.silenceMax(),
                settings.paper());
    }

    /** The same with probes on {@code port}. */
    static Settings withProbes(int port, Settings settings) {
        return new Settings(
                settings.mode(),
                settings.home(),
                settings.account(),
                settings.ids(),
                settings.exchange(),
                settings.api(),
                new Settings.Probes(true, "127.0.0.1", port),
                settings.database(),
                settings.cluster(),
                settings.policies(),
                settings.entries(),
                settings.silenceMax(),
                settings.paper());
    }

    static Settings.Paper generated(int speed, String... symbols) {
        return new Settings.Paper(
                0,
                7,
                speed,
                new BigDecimal("10000"),
                java.util.Arrays.stream(symbols).map(Symbol::new).toList(),
                List.of(),
                60,
                false);
    }
}
