package dev.belay.app;

import static dev.belay.app.SettingsFormat.address;
import static dev.belay.app.SettingsFormat.amount;
import static dev.belay.app.SettingsFormat.choice;
import static dev.belay.app.SettingsFormat.duration;
import static dev.belay.app.SettingsFormat.integer;
import static dev.belay.app.SettingsFormat.list;
import static dev.belay.app.SettingsFormat.loopback;
import static dev.belay.app.SettingsFormat.named;
import static dev.belay.app.SettingsFormat.number;
import static dev.belay.app.SettingsFormat.path;
import static dev.belay.app.SettingsFormat.text;
import static dev.belay.app.SettingsFormat.yesOrNo;

import dev.belay.journal.Dialect;
import dev.belay.money.Account;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.PolicyTemplate;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The one table of all keys under {@code belay}; a test holds it equal to {@code conf/belay.conf}. */
final class SettingsKeys {

    private static final List<SettingsKey<?>> TABLE = new ArrayList<>();

    static final SettingsKey<Settings.Mode> MODE = key("mode", choice(Settings.Mode.class), "paper");
    static final SettingsKey<Path> HOME = key("home", path(), "\".belay/paper\"");
    static final SettingsKey<Account> ACCOUNT =
            key("account", named("1 to 16 of a-z, 0-9 and -, a letter first", Account::new), "main");
    static final SettingsKey<ClientIds> INSTALLATION =
            key("installation", named("1 to 6 of a-z and 0-9", ClientIds::new), "bly1");
    static final SettingsKey<Duration> SILENCE_MAX = key("silence-max", duration("2 s", "10 m"), "10 s");

    static final SettingsKey<URI> REST =
            key("exchange.rest", address("https", "http"), "\"https://demo-fapi.binance.com\"");
    static final SettingsKey<URI> MARKET_STREAM =
            key("exchange.market-stream", address("wss", "ws"), "\"wss://demo-fstream.binance.com/market\"");
    static final SettingsKey<URI> USER_STREAM =
            key("exchange.user-stream", address("wss", "ws"), "\"wss://demo-fstream.binance.com/private\"");
    static final SettingsKey<Duration> RECEIVE_WINDOW =
            key("exchange.receive-window", duration("500 ms", "60 s"), "5 s");
    static final SettingsKey<Duration> CALL_TIMEOUT = key("exchange.call-timeout", duration("500 ms", "60 s"), "5 s");
    static final SettingsKey<String> KEY_FILE = key("exchange.key-file", text(), "\"secrets/testnet.key\"");
    static final SettingsKey<Integer> WEIGHT_PER_MINUTE =
            key("exchange.limits.weight-per-minute", integer(100, 100_000), "2400");
    static final SettingsKey<Integer> ORDERS_PER_10_SECONDS =
            key("exchange.limits.orders-per-10-seconds", integer(10, 10_000), "300");
    static final SettingsKey<Integer> ORDERS_PER_MINUTE =
            key("exchange.limits.orders-per-minute", integer(10, 100_000), "1200");

    static final SettingsKey<String> API_HOST = key("api.host", loopback(), "127.0.0.1");
    static final SettingsKey<Integer> API_PORT = key("api.port", integer(0, 65_535), "7070");
    static final SettingsKey<Boolean> PROBES_ENABLED = key("probes.enabled", yesOrNo(), "true");
    static final SettingsKey<String> PROBES_HOST = key("probes.host", text(), "127.0.0.1");
    static final SettingsKey<Integer> PROBES_PORT = key("probes.port", integer(0, 65_535), "8558");

    static final SettingsKey<String> DATABASE_URL = key(
            "database.url",
            named(
                    "empty, an H2 address with WRITE_DELAY=0 (without it a killed process loses confirmed events), or"
                            + " jdbc:postgresql://HOST:PORT/NAME without user and password",
                    SettingsKeys::databaseUrl),
            "\"jdbc:postgresql://127.0.0.1:5432/belay\"");
    static final SettingsKey<String> DATABASE_USER = key("database.user", text(), "belay");
    static final SettingsKey<String> DATABASE_PASSWORD = key("database.password", text(), "\"...\"");
    static final SettingsKey<String> DATABASE_PASSWORD_FILE =
            key("database.password-file", text(), "\"secrets/database.password\"");
    static final SettingsKey<String> DATABASE_OWNER = key("database.owner.user", text(), "belay_owner");
    static final SettingsKey<String> DATABASE_OWNER_PASSWORD = key("database.owner.password", text(), "\"...\"");
    static final SettingsKey<String> DATABASE_OWNER_PASSWORD_FILE =
            key("database.owner.password-file", text(), "\"secrets/owner.password\"");
    static final SettingsKey<Integer> DATABASE_CONNECTIONS_JOURNAL =
            key("database.connections.journal", integer(1, 64), "8");
    static final SettingsKey<Integer> DATABASE_CONNECTIONS_QUERIES =
            key("database.connections.queries", integer(1, 64), "4");

    static final SettingsKey<ClusterSettings.Find> CLUSTER_FIND =
            key("cluster.find", choice(ClusterSettings.Find.class), "list");
    static final SettingsKey<List<ClusterSettings.ContactPoint>> CLUSTER_CONTACT_POINTS = key(
            "cluster.contact-points",
            list("a list of HOST:PORT, the probes of every node", SettingsKeys::contactPoint),
            "[\"10.0.0.1:8560\", \"10.0.0.2:8560\", \"10.0.0.3:8560\"]");
    static final SettingsKey<String> CLUSTER_NAME = key(
            "cluster.name", named("a DNS name of a-z, 0-9, - and .", SettingsKeys::dnsName), "belay.internal.example");
    static final SettingsKey<Integer> CLUSTER_FORM_WITH = key("cluster.form-with", integer(1, 100), "2");
    static final SettingsKey<String> CLUSTER_HOST = key("cluster.host", text(), "10.0.0.1");
    static final SettingsKey<Integer> CLUSTER_PORT = key("cluster.port", integer(0, 65_535), "25520");
    static final SettingsKey<String> CLUSTER_CERTIFICATE =
            key("cluster.tls.certificate", text(), "\"secrets/node.crt\"");
    static final SettingsKey<String> CLUSTER_PRIVATE_KEY =
            key("cluster.tls.private-key", text(), "\"secrets/node.key\"");
    static final SettingsKey<String> CLUSTER_AUTHORITY =
            key("cluster.tls.authority", text(), "\"secrets/authority.crt\"");

    static final PolicyKeys DEFAULT_POLICY = policy(PolicyKeys.DEFAULT);
    static final SettingsKey<List<PolicyTemplate>> TEMPLATES = key(
            "templates",
            list("a list of LEG=POLICY, where * in a leg stands for anything", PolicySettings::template),
            "[\"BTCUSDT = careful\", \"*:SHORT = tight\"]");

    static final SettingsKey<Boolean> ENTRIES_ALLOWED = key("entries.allowed", yesOrNo(), "true");
    static final SettingsKey<BigDecimal> LARGEST_POSITION =
            key("entries.largest-position", amount("1", "10000000"), "1000");

    static final SettingsKey<Integer> PAPER_PORT = key("paper.port", integer(0, 65_535), "0");
    static final SettingsKey<Long> PAPER_SEED = key("paper.seed", number(Long.MIN_VALUE, Long.MAX_VALUE), "1");
    static final SettingsKey<Integer> PAPER_SPEED = key("paper.speed", integer(0, 1_000_000), "1");
    static final SettingsKey<BigDecimal> PAPER_WALLET = key("paper.wallet", amount("1", "1000000000"), "10000");
    static final SettingsKey<List<Symbol>> PAPER_SYMBOLS =
            key("paper.symbols", list("a list of symbols", Symbol::new), "[BTCUSDT, ETHUSDT]");
    static final SettingsKey<List<Settings.Replay>> PAPER_REPLAY = key(
            "paper.replay",
            list("a list of SYMBOL=FILE", SettingsKeys::replay),
            "[\"ETHUSDT=klines/ETHUSDT-1m-2025-05.csv.gz\"]");
    static final SettingsKey<Integer> PAPER_STEPS = key("paper.steps-per-minute", integer(4, 600), "60");
    static final SettingsKey<Boolean> PAPER_TRADER = key("paper.trader", yesOrNo(), "true");
    static final SettingsKey<OptionalInt> PAPER_CONTROL_PORT =
            key("paper.control-port", named("off, or a whole number from 0 to 65535", SettingsKeys::portOrOff), "7071");
    static final SettingsKey<String> PAPER_AUDIT = key("paper.audit", text(), "\".belay/paper/audit.jsonl\"");

    static final SettingsKey<String> LIVE_UNDERSTAND =
            key("live.i-understand", text(), "\"" + StartConditions.SENTENCE + "\"");
    static final SettingsKey<Boolean> LIVE_ON_H2 = key("live.h2-survives-kill-not-power-cut", yesOrNo(), "true");

    /** All keys, in the order of the file; of the policies only the default one. */
    static final List<SettingsKey<?>> ALL = List.copyOf(TABLE);

    private SettingsKeys() {}

    private static <T> SettingsKey<T> key(String name, SettingsFormat<T> format, String example) {
        var key = new SettingsKey<>("belay." + name, format, example);
        TABLE.add(key);
        return key;
    }

    private static PolicyKeys policy(PolicyKeys keys) {
        TABLE.addAll(keys.all());
        return keys;
    }

    private static OptionalInt portOrOff(String text) {
        if (text.equals("off")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        Require.argument(port >= 0 && port <= 65_535, "out of range");
        return OptionalInt.of(port);
    }

    private static ClusterSettings.ContactPoint contactPoint(String text) {
        int colon = text.lastIndexOf(':');
        Require.argument(colon > 0, "expected HOST:PORT, was [%s]", text);
        int port = Integer.parseInt(text.substring(colon + 1));
        Require.argument(port > 0 && port <= 65_535, "not a port: %s", port);
        return new ClusterSettings.ContactPoint(text.substring(0, colon), port);
    }

    private static String dnsName(String text) {
        Require.argument(text.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"), "not a DNS name");
        return text;
    }

    private static String databaseUrl(String text) {
        if (!text.isEmpty()) {
            Dialect.of(text).check(text);
        }
        return text;
    }

    /** Reads {@code SYMBOL=FILE}, as the command line and the configuration write it. */
    static Settings.Replay replay(String text) {
        int equals = text.indexOf('=');
        Require.argument(equals > 0 && equals < text.length() - 1, "expected SYMBOL=FILE, was [%s]", text);
        return new Settings.Replay(new Symbol(text.substring(0, equals)), Path.of(text.substring(equals + 1)));
    }
}
