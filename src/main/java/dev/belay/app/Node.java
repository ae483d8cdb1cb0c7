package dev.belay.app;

import akka.Done;
import akka.actor.BootstrapSetup;
import akka.actor.CoordinatedShutdown;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import com.typesafe.config.Config;
import dev.belay.journal.ConnectionPool;
import dev.belay.journal.Dialect;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalFence;
import dev.belay.journal.JournalWrites;
import dev.belay.market.SymbolBook;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.monitoring.tables.MonitoringProjection;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.web.ApiBackend;
import dev.belay.web.ApiServer;
import dev.belay.web.ApiToken;
import dev.belay.web.NodeFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A running node: the guard of one account, and in paper mode the exchange that it guards at. */
final class Node implements AutoCloseable {

    private static final long START_SECONDS = 60;
    /** The tables for people can wait until the legs are guarded. */
    private static final Duration FOLLOW_AFTER = Duration.ofSeconds(2);

    private final ActorSystem<NodeActor.Command> system;
    private final NodeActor.Refs refs;
    private final ExchangeAccess access;
    private final ConnectionPool queries;
    private final FollowingHealth following = new FollowingHealth();
    private final @Nullable PaperExchange paper;

    private Node(
            ActorSystem<NodeActor.Command> system,
            NodeActor.Refs refs,
            ExchangeAccess access,
            ConnectionPool queries,
            @Nullable PaperExchange paper) {
        this.system = system;
        this.refs = refs;
        this.access = access;
        this.queries = queries;
        this.paper = paper;
    }

    /** Runs a node until it is told to stop and returns the exit code. */
    static int run(Settings settings) {
        requireFree("belay.api.port", settings.api().host(), settings.api().port());
        if (settings.probes().enabled()) {
            requireFree(
                    "belay.probes.port",
                    settings.probes().host(),
                    settings.probes().port());
        }
        try (Node node = start(settings, SimulatorAudit.NONE)) {
            int port = node.serve(settings);
            Banner.print(System.err, settings, node, port);
            node.system.getWhenTerminated().toCompletableFuture().join();
            node.requireOrderlyEnd();
            return ExitCodes.OK;
        }
    }

    private void requireOrderlyEnd() {
        Optional<CoordinatedShutdown.Reason> reason =
                CoordinatedShutdown.get(system).getShutdownReason();
        if (reason.filter(CoordinatedShutdown.clusterDowningReason()::equals).isPresent()) {
            throw new CommandFailure(
                    ExitCodes.LOST_CLUSTER,
                    "this node lost the others, which guard its legs now; no stop was touched. Start it again: it joins them");
        }
        reason.filter(NodeActor.Elder.class::isInstance)
                .map(NodeActor.Elder.class::cast)
                .ifPresent(elder -> {
                    throw new CommandFailure(
                            ExitCodes.SUPERSEDED,
                            "another process, %s, guards %s of the same journal now, so this one has stopped; no stop was touched. Run one node on a journal, or nodes of one cluster"
                                    .formatted(elder.by(), elder.leg()));
                });
    }

    /** Starts a node; throws {@link CommandFailure}, with nothing left running, when it cannot. */
    static Node start(Settings settings, SimulatorAudit audit) {
        prepareHome(settings);
        try (JournalTables tables = JournalTables.bringUp(settings.database())) {
            boolean isPaper = settings.mode() == Settings.Mode.PAPER;
            return start(settings, tables, isPaper ? PaperExchange.start(settings, audit) : null);
        }
    }

    /** In a home that is prepared: starts a node at {@code paper}, and closes that when it cannot. */
    static Node start(Settings settings, @Nullable PaperExchange paper) {
        try (JournalTables tables = JournalTables.bringUp(settings.database())) {
            return start(settings, tables, paper);
        }
    }

    private static Node start(Settings settings, JournalTables tables, @Nullable PaperExchange paper) {
        try {
            ExchangeAccess access = paper == null ? LiveAccess.of(settings) : paper.access();
            return start(settings, tables, access, paper);
        } catch (RuntimeException e) {
            if (paper != null) {
                paper.close();
            }
            throw e;
        }
    }

    private static Node start(
            Settings settings, JournalTables tables, ExchangeAccess access, @Nullable PaperExchange paper) {
        Config config = NodeConfig.of(settings, databaseOf(settings));
        var started = new CompletableFuture<NodeActor.Refs>();
        var writes = new JournalWrites(Dialect.of(settings.database().url()));
        ConnectionPool queries = settings.database()
                .journal()
                .pool(settings.database().connections().queries());
        var system = ActorSystem.create(
                NodeActor.create(settings, access, new SymbolBook(), queries.reader(), started),
                "belay",
                ActorSystemSetup.create(BootstrapSetup.create(config), new JournalFence(Node::endAtOnce), writes));
        try {
            tables.await();
            join(system, settings.cluster());
            CompletionStage<?> probes = startProbes(system, settings.probes());
            Node node = new Node(system, await(system, started), access, queries, paper);
            node.letProbesLook(settings, writes);
            requireOpen(probes, settings.probes());
            node.simulator().ifPresent(simulator -> simulator.control().resume());
            return node;
        } catch (RuntimeException e) {
            stop(system);
            queries.close();
            throw e;
        }
    }

    /** Only nodes that others may join say which database they have. */
    private static String databaseOf(Settings settings) {
        try {
            return settings.cluster().isAlone()
                    ? ""
                    : settings.database().journal().identity();
        } catch (JournalDatabase.Unavailable e) {
            throw new CommandFailure(Main.codeOf(e), String.valueOf(e.getMessage()));
        }
    }

    /** Without the hooks of an orderly end, which would go on writing to a journal that another process has. */
    private static void endAtOnce(String why) {
        Runtime.getRuntime().halt(ExitCodes.SUPERSEDED);
    }

    private static void join(ActorSystem<?> system, ClusterSettings settings) {
        Cluster cluster = Cluster.get(system);
        if (settings.isAlone()) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        } else {
            ClusterBootstrap.get(system.classicSystem()).start();
        }
    }

    private static NodeActor.Refs await(ActorSystem<?> system, CompletableFuture<NodeActor.Refs> started) {
        system.getWhenTerminated()
                .thenAccept(ended -> started.completeExceptionally(
                        CoordinatedShutdown.get(system)
                                        .getShutdownReason()
                                        .filter(CoordinatedShutdown.incompatibleConfigurationDetectedReason()::equals)
                                        .isPresent()
                                ? new CommandFailure(
                                        ExitCodes.CONFIGURATION,
                                        "the cluster did not let this node in: there mode, account, installation, exchange or database is another one, or Akka's settings are (the log names them). Give every node the same belay.mode, .account, .installation, .exchange.rest and .database.url")
                                : new IllegalStateException("the node ended while it was starting")));
        try {
            return started.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("the node failed to start", e);
        } catch (TimeoutException e) {
            if (Cluster.get(system).selfMember().status() != MemberStatus.up()) {
                throw new CommandFailure(
                        ExitCodes.UNREACHABLE,
                        "the node found no cluster within %d s: not enough of the nodes that belay.cluster names answer, or another version or configuration runs there (its log says so). The stops at the exchange stay. Start the other nodes, or check belay.cluster.contact-points, .form-with and .tls"
                                .formatted(START_SECONDS));
            }
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the exchange did not tell its symbols' rules within %d s; without them no stop can be placed. Check the network and belay.exchange.rest"
                            .formatted(START_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    static void prepareHome(Settings settings) {
        try {
            Files.createDirectories(settings.home());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "belay.home = %s cannot be created: %s".formatted(settings.home(), e.getMessage()));
        }
    }

    static void migrate(Settings.Database database) {
        try {
            database.journal().schema().bringUp(database.owned());
        } catch (JournalDatabase.Unavailable e) {
            throw new CommandFailure(Main.codeOf(e), String.valueOf(e.getMessage()));
        }
    }

    /** Looks before anything is started: a node whose door cannot be opened should not begin to act. */
    private static void requireFree(String key, String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw portTaken(key, port);
        }
    }

    private static CommandFailure portTaken(String key, int port) {
        return new CommandFailure(
                ExitCodes.UNREACHABLE,
                "%s = %d cannot be used: another program has it, or it is not allowed. Stop that one, or choose another: --set %s=0 takes any free one"
                        .formatted(key, port, key));
    }

    /** Opens the HTTP API and the probes, and lets the pretend trader of paper mode begin; returns the API's port. */
    int serve(Settings settings) {
        ApiToken token;
        try {
            token = ApiToken.readOrCreate(settings.home());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the token in %s cannot be used: %s".formatted(settings.home(), e.getMessage()));
        }
        int port = bind(settings, token);
        writeNodeFile(settings, port);
        system.scheduler().scheduleOnce(FOLLOW_AFTER, () -> follow(settings), system.executionContext());
        if (paper != null && settings.paper().trader()) {
            paper.startTrader();
        }
        return port;
    }

    private int bind(Settings settings, ApiToken token) {
        try {
            return ApiServer.start(
                            backend(settings),
                            settings.api().host(),
                            settings.api().port(),
                            token)
                    .toCompletableFuture()
                    .join()
                    .localAddress()
                    .getPort();
        } catch (CompletionException e) {
            throw portTaken("belay.api.port", settings.api().port());
        }
    }

    private ApiBackend backend(Settings settings) {
        return new ApiBackend(
                system,
                new ApiBackend.About(
                        settings.mode().name().toLowerCase(Locale.ROOT),
                        Banner.VERSION,
                        settings.account(),
                        access.endpoints().rest().toString()),
                refs.account(),
                refs.legs(),
                refs.allPositions(),
                refs.gateway(),
                refs.market(),
                refs.lookups(),
                queries.reader(),
                following,
                access.clock());
    }

    /** Begins to bring the tables for people forward. */
    void follow(Settings settings) {
        ConnectionPool pool = settings.database().journal().pool(MonitoringProjection.CONNECTIONS);
        MonitoringProjection.start(system, pool, InstantSource.system(), following);
    }

    /** How well this node brings the tables for people forward. */
    FollowingHealth following() {
        return following;
    }

    private void writeNodeFile(Settings settings, int port) {
        NodeFile file = NodeFile.ofThisProcess(
                settings.api().host(), port, settings.mode().name().toLowerCase(Locale.ROOT));
        try {
            file.write(settings.home());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE, "%s cannot be written: %s".formatted(settings.home(), e.getMessage()));
        }
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "node-file", () -> {
                    try {
                        file.remove(settings.home());
                    } catch (IOException e) {
                        system.log().warn("{} cannot be removed: {}", NodeFile.file(settings.home()), e.getMessage());
                    }
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    /** Nobody waits for them to open: the legs come first. */
    private static CompletionStage<?> startProbes(ActorSystem<?> system, Settings.Probes probes) {
        return probes.enabled()
                ? AkkaManagement.get(system.classicSystem()).start()
                : CompletableFuture.completedFuture(Done.getInstance());
    }

    private static void requireOpen(CompletionStage<?> opened, Settings.Probes probes) {
        try {
            opened.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw portTaken("belay.probes.port", probes.port());
        }
    }

    private void letProbesLook(Settings settings, JournalWrites writes) {
        Readiness.of(system)
                .begin(new Readiness.Parts(
                        refs,
                        queries.reader(),
                        writes,
                        access.clock(),
                        settings.silenceMax().toMillis()));
    }

    ActorSystem<?> system() {
        return system;
    }

    NodeActor.Refs refs() {
        return refs;
    }

    ExchangeAccess access() {
        return access;
    }

    /** Until when the exchange wants to hear nothing from this address; empty when it may be asked. */
    Optional<Instant> silentUntil(Settings settings) {
        long until = NodeParts.bans(settings, access).until();
        return until > access.clock().millis() ? Optional.of(Instant.ofEpochMilli(until)) : Optional.empty();
    }

    /** The simulator of paper mode. */
    Optional<Simulator> simulator() {
        return Optional.ofNullable(paper).map(PaperExchange::simulator);
    }

    /** Stops in order. No stop at the exchange is touched: when the guard is gone they are all there is. */
    @Override
    public void close() {
        stop(system);
        queries.close();
        if (paper != null) {
            paper.close();
        }
    }

    private static void stop(ActorSystem<?> system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
