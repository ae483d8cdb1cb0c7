package dev.belay.app;

import dev.belay.exchange.RateBudget;
import dev.belay.journal.JournalDatabase;
import dev.belay.money.Account;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.Policies;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The whole configuration, read and checked once at start; {@code conf/belay.conf} says more of every key.
 *
 * @param home where this installation keeps its token, its database and its cache
 * @param policies how positions are protected, and which gets which policy
 * @param silenceMax exchange time without a price after which a leg counts as blind
 */
public record Settings(
        Mode mode,
        Path home,
        Account account,
        ClientIds ids,
        Exchange exchange,
        Api api,
        Probes probes,
        Database database,
        ClusterSettings cluster,
        Policies policies,
        Entries entries,
        Duration silenceMax,
        Paper paper) {

    /** Where orders go. */
    public enum Mode {
        /** To the built-in simulator. */
        PAPER,
        /** To the exchange's test network. */
        TESTNET,
        /** To the exchange, with money. */
        LIVE
    }

    /**
     * The exchange; in paper mode the base URIs are the simulator's and not read from here.
     *
     * @param receiveWindow how long the exchange takes a request for fresh after its decision
     * @param keyFile a file of two lines, key and secret, readable by its owner alone; empty when they come from the environment
     */
    public record Exchange(
            URI rest,
            URI marketStream,
            URI userStream,
            Duration receiveWindow,
            Duration callTimeout,
            Optional<Path> keyFile,
            RateBudget.Limits limits) {}

    /** The HTTP API for the command line; loopback only. */
    public record Api(String host, int port) {}

    /** The probes of akka-management; loopback only, unless there are other nodes. */
    public record Probes(boolean enabled, String host, int port) {}

    /**
     * The journal's database.
     *
     * @param login what the node runs as
     * @param owner who owns the tables and changes them; empty when nobody is to do that, or the login itself
     */
    public record Database(String url, DatabaseLogin login, Optional<DatabaseLogin> owner, Connections connections) {

        /** With one login and the shipped number of connections. */
        Database(String url, String user, String password) {
            this(url, new DatabaseLogin(user, password), Optional.empty(), Connections.SHIPPED);
        }

        String user() {
            return login.user();
        }

        String password() {
            return login.secret();
        }

        /** The journal as the node uses it. */
        JournalDatabase journal() {
            return new JournalDatabase(url, user(), password());
        }

        /** The same database for who owns the tables. */
        Optional<JournalDatabase> owned() {
            return owner.map(role -> new JournalDatabase(url, role.user(), role.secret()));
        }

        @Override
        public String toString() {
            return "Database[" + url + "]";
        }
    }

    /**
     * How many connections to the database a node may have open.
     *
     * @param journal for events and snapshots
     * @param queries for questions of people and for tables made from events
     */
    public record Connections(int journal, int queries) {

        static final Connections SHIPPED = new Connections(8, 4);
    }

    /**
     * Entries by signal.
     *
     * @param largestPosition the most that one position may cost, quote asset
     */
    public record Entries(boolean allowed, BigDecimal largestPosition) {}

    /**
     * The simulator of paper mode.
     *
     * @param port of its HTTP and WebSocket server, 0 for any
     * @param speed exchange seconds per second; 0 is as fast as the work allows
     * @param wallet USDT that the account begins with
     * @param replay a file of 1-minute klines per symbol instead of generated prices
     * @param trader whether a pretend trader opens positions by hand, so that there is something to guard
     */
    public record Paper(
            int port,
            long seed,
            int speed,
            BigDecimal wallet,
            List<Symbol> symbols,
            List<Replay> replay,
            int stepsPerMinute,
            boolean trader,
            Oversight oversight) {

        public Paper {
            symbols = List.copyOf(symbols);
            replay = List.copyOf(replay);
        }

        /** Without control API and audit. */
        Paper(
                int port,
                long seed,
                int speed,
                BigDecimal wallet,
                List<Symbol> symbols,
                List<Replay> replay,
                int stepsPerMinute,
                boolean trader) {
            this(port, seed, speed, wallet, symbols, replay, stepsPerMinute, trader, Oversight.NONE);
        }
    }

    /**
     * Who steers the simulator and who looks at it.
     *
     * @param controlPort of its control API, 0 for any; empty switches it off
     * @param audit the file that an outside judge reads
     */
    public record Oversight(OptionalInt controlPort, Optional<Path> audit) {

        static final Oversight NONE = new Oversight(OptionalInt.empty(), Optional.empty());
    }

    /** One recorded symbol. */
    public record Replay(Symbol symbol, Path file) {}
}
