package dev.belay.bench;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the simulator carries, next to a bare akka-http server on the same machine that answers and sends the same bytes
 * and does nothing for it. Orders are spread over many accounts, because an account may place 300 in ten seconds.
 */
final class SimulatorLoad {

    private static final int ACCOUNTS = 400;
    private static final int BATCH = 2_000;
    private static final int WARM = 20;
    private static final int ROUNDS = 10;
    private static final int SOCKETS = 50;
    private static final int TICKS = 200;
    private static final Symbol BTC = new Symbol("BTCUSDT");

    /** A batch: wall time, and CPU of this process without the clients'. */
    private record Batch(double nanos, double cpu) {}

    private SimulatorLoad() {}

    static void run() throws Exception {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "load",
                ConfigFactory.parseString("akka.actor.provider = local").withFallback(ConfigFactory.load()));
        try {
            orders(system, OrderCrowd.MARKET);
            orders(system, OrderCrowd.STOP);
            frames(system);
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    private static void orders(ActorSystem<Void> system, OrderCrowd.Kind kind) throws Exception {
        Figures.title(
                "%s: signed POSTs over %d kept connections, batches of %d", kind.path(), OrderCrowd.CONNECTIONS, BATCH);
        Simulator simulator = simulator(system);
        try (OrderCrowd ours = new OrderCrowd(simulator.port(), kind, accounts(simulator));
                BareServer bare = BareServer.start(system, ours.oneAnswer());
                OrderCrowd theirs = new OrderCrowd(bare.port(), kind, ours.accounts())) {
            compare("orders", BATCH, OrderCrowd.THREAD, ours::place, theirs::place);
        } finally {
            simulator.stop().toCompletableFuture().join();
        }
    }

    private static void frames(ActorSystem<Void> system) throws Exception {
        Figures.title("a mark price to each of %d sockets, batches of %d frames", SOCKETS, SOCKETS * TICKS);
        Simulator simulator = simulator(system);
        try (BareServer bare = BareServer.start(system, "");
                SocketCrowd ours = new SocketCrowd(simulator.port(), SOCKETS);
                SocketCrowd theirs = new SocketCrowd(bare.port(), SOCKETS)) {
            ours.await(1);
            String frame = ours.newest();
            Consumer<Integer> set = ticks -> simulator.control().setPrice(BTC, Price.of("96000.1"));
            compare(
                    "frames",
                    SOCKETS * TICKS,
                    SocketCrowd.THREAD,
                    count -> ours.after(TICKS, () -> times(TICKS, set)),
                    count -> theirs.after(TICKS, () -> times(TICKS, tick -> bare.send(frame))));
        } finally {
            simulator.stop().toCompletableFuture().join();
        }
    }

    private static void times(int count, Consumer<Integer> act) {
        for (int time = 0; time < count; time++) {
            act.accept(time);
        }
    }

    /** Work of a number of orders or frames. */
    interface Work {
        void run(int count) throws Exception;
    }

    private static void compare(String what, int count, String clients, Work ours, Work theirs) throws Exception {
        List<Batch> simulator = new ArrayList<>();
        List<Batch> bare = new ArrayList<>();
        for (int round = -WARM; round < ROUNDS; round++) {
            Batch first = round % 2 == 0 ? batch(count, clients, ours) : batch(count, clients, theirs);
            Batch second = round % 2 == 0 ? batch(count, clients, theirs) : batch(count, clients, ours);
            if (round >= 0) {
                simulator.add(round % 2 == 0 ? first : second);
                bare.add(round % 2 == 0 ? second : first);
            }
        }
        print("bare akka-http, the same bytes (limit)", what, count, bare, bare);
        print("simulator", what, count, simulator, bare);
    }

    private static Batch batch(int count, String clients, Work work) throws Exception {
        long cpu = Figures.cpuWithout(clients);
        long began = System.nanoTime();
        work.run(count);
        long nanos = System.nanoTime() - began;
        return new Batch(nanos, Figures.cpuWithout(clients) - cpu);
    }

    private static void print(String who, String what, int count, List<Batch> batches, List<Batch> limit) {
        Figures.line(
                "%-40s %9.0f %s/s   server CPU %6.2f us each   %5.2fx in time, %5.2fx in CPU of the limit",
                who,
                1e9 * count / nanos(batches),
                what,
                cpu(batches) / count / 1e3,
                nanos(batches) / nanos(limit),
                cpu(batches) / cpu(limit));
    }

    private static double nanos(List<Batch> batches) {
        return Figures.median(batches.stream().mapToDouble(Batch::nanos).toArray());
    }

    private static double cpu(List<Batch> batches) {
        return Figures.median(batches.stream().mapToDouble(Batch::cpu).toArray());
    }

    private static Simulator simulator(ActorSystem<Void> system) {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        long now = System.currentTimeMillis();
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, now), now);
        return Simulator.start(system, settings).toCompletableFuture().join();
    }

    private static List<OrderCrowd.Trader> accounts(Simulator simulator) {
        List<OrderCrowd.Trader> traders = new ArrayList<>();
        for (int number = 0; number < ACCOUNTS; number++) {
            var opened = simulator
                    .control()
                    .openAccount("load-" + number, Optional.empty(), new BigDecimal("100000"))
                    .toCompletableFuture()
                    .join();
            traders.add(new OrderCrowd.Trader(opened.key(), opened.secret()));
        }
        return traders;
    }
}
