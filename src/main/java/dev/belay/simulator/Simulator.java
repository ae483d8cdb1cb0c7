package dev.belay.simulator;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.stream.javadsl.Tcp;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A running simulated exchange. */
public final class Simulator {

    private final Tcp.ServerBinding binding;
    private final SimulatorServer server;
    private final SimulatorClock clock;
    private final Credentials credentials;
    private final SimulatorControl control;
    private final ActorRef<SimulatorActor.Command> actor;
    private final Optional<LedgerFile> ledger;

    private Simulator(
            Tcp.ServerBinding binding,
            SimulatorServer server,
            SimulatorClock clock,
            Credentials credentials,
            SimulatorControl control,
            ActorRef<SimulatorActor.Command> actor,
            Optional<LedgerFile> ledger) {
        this.binding = binding;
        this.server = server;
        this.clock = clock;
        this.credentials = credentials;
        this.control = control;
        this.actor = actor;
        this.ledger = ledger;
    }

    /** Starts without an audit. */
    public static CompletionStage<Simulator> start(ActorSystem<?> system, SimulatorSettings settings) {
        return start(system, settings, SimulatorAudit.NONE);
    }

    /**
     * Starts the exchange and its clock. Fails, with nothing left running, when the port is taken; throws when the
     * ledger cannot be read.
     */
    public static CompletionStage<Simulator> start(
            ActorSystem<?> system, SimulatorSettings settings, SimulatorAudit audit) {
        Optional<LedgerFile> ledger = settings.ledger().map(LedgerFile::new);
        List<LedgerEntry> remembered = ledger.map(LedgerFile::restored).orElse(List.of());
        SimulatorClock clock = new SimulatorClock(
                Math.max(settings.start(), lastTime(remembered)), settings.speed(), settings.paced());
        Credentials credentials =
                settings.credentials().orElseGet(() -> new Credentials(RandomText.fresh(), RandomText.fresh()));
        SimulatorCore core = core(settings, credentials, clock, ledger, audit);
        ActorRef<SimulatorActor.Command> actor = system.systemActorOf(
                SimulatorActor.create(core, clock), "simulator-" + RandomText.fresh(), Props.empty());
        SimulatorServer server = new SimulatorServer(system, actor, clock);
        SimulatorControl control = new SimulatorControl(actor, clock);
        return server.bind(settings.port())
                .thenApply(binding -> {
                    if (settings.paused()) {
                        clock.pause();
                    }
                    clock.drive(new PriceSchedule(settings.prices(), actor));
                    return new Simulator(binding, server, clock, credentials, control, actor, ledger);
                })
                .exceptionally(failure -> {
                    actor.tell(new SimulatorActor.Stop(() -> ledger.ifPresent(LedgerFile::close)));
                    throw new CompletionException(taken(settings.port(), failure));
                });
    }

    private static SimulatorCore core(
            SimulatorSettings settings,
            Credentials credentials,
            SimulatorClock clock,
            Optional<LedgerFile> ledger,
            SimulatorAudit audit) {
        ChangeLog log = ledger.<ChangeLog>map(file -> file).orElse(ChangeLog.NONE);
        SimulatorCore core = new SimulatorCore(settings, credentials, clock::millis, RandomText::fresh, log, audit);
        skipPast(settings.prices(), clock.millis());
        core.restore(ledger.map(LedgerFile::restored).orElse(List.of()));
        core.begin();
        return core;
    }

    private static IllegalStateException taken(int port, Throwable failure) {
        return new IllegalStateException(
                "the simulator cannot listen on 127.0.0.1:" + port + "; choose another port or 0 for any free one",
                failure);
    }

    private static long lastTime(List<LedgerEntry> remembered) {
        long last = 0;
        for (LedgerEntry entry : remembered) {
            last = entry instanceof PriceStep step ? Math.max(last, step.at()) : last;
        }
        return last;
    }

    private static void skipPast(PriceSource prices, long now) {
        OptionalLong next = prices.nextAt();
        while (next.isPresent() && next.getAsLong() < now) {
            prices.next();
            next = prices.nextAt();
        }
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String restBase() {
        return "http://127.0.0.1:" + port();
    }

    /** Such as {@code ws://127.0.0.1:8080}; the paths /public, /market and /private are below it. */
    public String streamBase() {
        return "ws://127.0.0.1:" + port();
    }

    public int port() {
        return binding.localAddress().getPort();
    }

    public String apiKey() {
        return credentials.key();
    }

    public String secret() {
        return credentials.secret();
    }

    public SimulatorClock clock() {
        return clock;
    }

    /** What a person, or a test, does to the exchange. */
    public SimulatorControl control() {
        return control;
    }

    /** Stops time, cuts the sockets and frees the port. */
    public CompletionStage<Void> stop() {
        clock.stop();
        server.cutSockets();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        return binding.unbind().thenCompose(unbound -> {
            actor.tell(new SimulatorActor.Stop(() -> {
                ledger.ifPresent(LedgerFile::close);
                closed.complete(null);
            }));
            return closed;
        });
    }
}
