package dev.belay.simulator;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.CandleBook;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.ListenKeys;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.RestApi;
import dev.belay.simulator.wire.StreamHub;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Exchange, REST surface and streams put together; plain Java, owned by one thread. */
final class SimulatorCore {

    private static final long HOUR = 3_600_000;

    private final LongSupplier clock;
    private final SimulatorSettings settings;
    private final SimulatorAudit audit;
    private final FaultBoard faults;
    private final SimulatedExchange exchange;
    private final CandleBook candles = new CandleBook();
    private final StreamHub hub;
    private final RestApi api;
    private final ChangeLog ledger;
    private final List<ExchangeEvent> untold = new ArrayList<>();
    private long tidied;

    SimulatorCore(
            SimulatorSettings settings,
            Credentials credentials,
            LongSupplier clock,
            Supplier<String> randomText,
            ChangeLog ledger,
            SimulatorAudit audit) {
        this.clock = clock;
        this.settings = settings;
        this.audit = audit;
        this.ledger = ledger;
        this.faults = new FaultBoard(settings.start(), audit::fault);
        ListenKeys keys = new ListenKeys(randomText);
        this.exchange = new SimulatedExchange(
                settings.symbols(), settings.wallet(), settings.fees(), settings.start(), this::event, ledger, faults);
        this.hub = new StreamHub(exchange.market(), candles, keys);
        this.api = new RestApi(exchange, credentials, keys, candles, audit::request);
    }

    /** Takes back what the ledger remembers; prices go on from the last. */
    void restore(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            exchange.restore(entry);
            if (entry instanceof PriceStep step) {
                settings.prices().move(step.symbol(), step.last());
            }
        }
    }

    private void event(ExchangeEvent event) {
        audit.event(event);
        untold.add(event);
    }

    /** Keeps what has happened, then tells the streams; whoever answers a request does so after this. */
    void settle() {
        ledger.commit();
        untold.forEach(hub::event);
        untold.clear();
    }

    SimulatedExchange exchange() {
        return exchange;
    }

    FaultBoard faults() {
        return faults;
    }

    StreamHub hub() {
        return hub;
    }

    long now() {
        return clock.getAsLong();
    }

    Reply answer(Call call) {
        hub.expireKey(now());
        Reply reply = api.handle(call, now());
        settle();
        return reply;
    }

    /** Prices of one moment: they are published first, then orders trigger on them. */
    void prices(List<PriceStep> steps) {
        steps.forEach(candles::add);
        hub.prices(steps);
        for (PriceStep step : steps) {
            audit.price(step);
            exchange.price(step);
        }
        settle();
        hub.expireKey(now());
        if (now() - tidied > HOUR) {
            tidied = now();
            exchange.forgetOld(tidied);
        }
    }

    /** Moves a price by hand, now. */
    void setPrice(Symbol symbol, Price price) {
        PriceStep before = exchange.market().latest(symbol);
        long at = Math.max(now(), before.at() + 1);
        settings.prices().move(symbol, price);
        prices(List.of(new PriceStep(symbol, at, price, price, before.volume())));
    }
}
