package dev.belay.simulator;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.CandleBook;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.Later;
import dev.belay.simulator.wire.ListenKeys;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.RequestVerdict;
import dev.belay.simulator.wire.RestApi;
import dev.belay.simulator.wire.SimulatedAccount;
import dev.belay.simulator.wire.StreamHub;
import dev.belay.simulator.wire.StreamSession;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Exchange, REST surface and streams put together; plain Java, owned by one thread. */
public final class SimulatorCore {

    /** The account that the settings and the ledger are about. */
    public static final String FIRST_ACCOUNT = "main";

    private static final long HOUR = 3_600_000;

    private final LongSupplier clock;
    private final SimulatorSettings settings;
    private final SimulatorAudit audit;
    private final FaultBoard faults;
    private final Market market;
    private final Map<String, SimulatedAccount> accounts = new LinkedHashMap<>();
    private final SimulatedAccount first;
    private final Supplier<String> randomText;
    private final CandleBook candles = new CandleBook();
    private final StreamHub hub;
    private final RestApi api;
    private final ChangeLog ledger;
    private final Map<Symbol, Long> setByHand = new HashMap<>();
    private final UntoldEvents untold;
    private final FaultActs acts;
    private long tidied;

    /**
     * An exchange with one account.
     *
     * @param randomText makes listen keys and the names of a person's orders; 64 letters and digits that do not repeat
     */
    public SimulatorCore(
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
        this.randomText = randomText;
        this.faults = new FaultBoard(settings.start(), audit::fault);
        this.market = new Market(settings.symbols(), settings.start());
        this.untold = new UntoldEvents(settings.start());
        this.first = account(FIRST_ACCOUNT, credentials, settings.wallet(), ledger);
        this.hub = new StreamHub(market, candles, faults, audit::socket);
        this.api = new RestApi(market, candles, first, this::verdict, faults);
        this.acts = new FaultActs(faults, hub, randomText);
    }

    private SimulatedAccount account(String name, Credentials credentials, BigDecimal wallet, ChangeLog log) {
        ListenKeys keys = new ListenKeys(randomText);
        SimulatedExchange exchange =
                new SimulatedExchange(market, wallet, settings.rules(), event -> event(name, event), log, faults);
        SimulatedAccount account = new SimulatedAccount(name, credentials, exchange, keys);
        accounts.put(name, account);
        return account;
    }

    /**
     * Opens another account; the ledger does not remember it. Throws {@link IllegalArgumentException} when there is one
     * of that name or of that key.
     */
    SimulatedAccount open(String name, Credentials credentials, BigDecimal wallet) {
        boolean isTaken = accounts.values().stream()
                .anyMatch(other ->
                        other.name().equals(name) || other.credentials().key().equals(credentials.key()));
        if (isTaken) {
            throw new IllegalArgumentException("there is an account named " + name + " or with that key already");
        }
        SimulatedAccount account = account(name, credentials, wallet, ChangeLog.NONE);
        api.add(account);
        audit.account(name, account.exchange(), now());
        return account;
    }

    /** All accounts, the first one first. */
    List<SimulatedAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    Optional<SimulatedAccount> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /** Takes back what the ledger remembers; prices go on from the last. */
    void restore(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            first.exchange().restore(entry);
            if (entry instanceof PriceStep step) {
                settings.prices().move(step.symbol(), step.last());
            }
        }
    }

    /** Tells the audit where it begins. */
    public void begin() {
        audit.account(FIRST_ACCOUNT, first.exchange(), now());
    }

    private void event(String name, ExchangeEvent event) {
        audit.event(name, event);
        account(name).ifPresent(account -> untold.add(account, event));
    }

    private void verdict(RequestVerdict verdict) {
        audit.request(verdict.ledTo(untold.effects()));
    }

    private void keep() {
        ledger.commit();
        audit.settled();
    }

    /** Keeps what has happened, then tells the streams. */
    public void settle() {
        keep();
        tell();
    }

    /** Tells the streams what has happened and is kept. */
    public void tell() {
        untold.tell(hub, now());
    }

    /** Whether an answer overtakes the events that its request has caused (binance-api §16.4). */
    public boolean answersFirst() {
        return untold.areOvertaken();
    }

    /** Who does things later, in exchange time, on the exchange's thread. */
    public void schedule(Later later) {
        hub.schedule(later);
    }

    /** A WebSocket wants in. */
    public boolean opens(StreamSession session) {
        return hub.open(session, now());
    }

    void said(StreamSession session, String text) {
        hub.said(session, text, now());
    }

    public void closed(StreamSession session) {
        hub.close(session, now());
    }

    /** A WebSocket answers a ping. */
    public void ponged(StreamSession session) {
        hub.ponged(session, now());
    }

    /** Arms a fault and gives it its first chance; returns its number. */
    public long arm(FaultOrder order) {
        api.keepPositions(now());
        long id = faults.arm(order, now());
        faults.find(id).ifPresent(audit::armed);
        attend();
        return id;
    }

    /** Disarms a fault; says whether it was armed. */
    public boolean disarm(long id) {
        faults.find(id).ifPresent(armed -> audit.disarmed(armed, now()));
        return faults.disarm(id);
    }

    private void attend() {
        hub.attend(now());
        accounts.values().forEach(account -> acts.attend(account, now()));
    }

    /** The contracts and their prices. */
    public Market market() {
        return market;
    }

    /** The exchange as the first account sees it. */
    public SimulatedExchange exchange() {
        return first.exchange();
    }

    /** A person who trades on this exchange by hand; tell the streams afterwards by {@link #settle}. */
    public HumanActs person() {
        return new HumanActs(first.exchange(), now(), randomText);
    }

    /** Somebody closes the first account's listen key; no event says so. */
    public void closeListenKey() {
        first.listenKeys().close();
    }

    /** What is armed. */
    public FaultBoard faults() {
        return faults;
    }

    StreamHub hub() {
        return hub;
    }

    /** Exchange time, epoch milliseconds. */
    public long now() {
        return clock.getAsLong();
    }

    /** The answer; what it has caused is kept, but the streams have not heard of it yet. */
    public Reply answer(Call call) {
        expireKeys();
        untold.requestBegins();
        Reply reply = api.handle(call, now());
        keep();
        return reply;
    }

    /** Prices of one moment: they are published first, then orders trigger on them. */
    public void prices(List<PriceStep> given) {
        attend();
        List<PriceStep> steps =
                given.stream().filter(this::isNews).map(this::perhapsJumped).toList();
        steps.forEach(candles::add);
        hub.prices(steps);
        steps.forEach(this::follow);
        settle();
        expireKeys();
        if (now() - tidied > HOUR) {
            tidied = now();
            accounts.values().forEach(account -> account.exchange().forgetOld(tidied));
        }
    }

    /** What the source made before a person set the price comes too late. */
    private boolean isNews(PriceStep step) {
        return step.at() > setByHand.getOrDefault(step.symbol(), Long.MIN_VALUE);
    }

    private PriceStep perhapsJumped(PriceStep step) {
        PriceStep jumped = acts.jumped(step, market.spec(step.symbol()));
        if (!jumped.equals(step)) {
            settings.prices().move(step.symbol(), jumped.last());
        }
        return jumped;
    }

    private void follow(PriceStep step) {
        audit.price(step);
        long before = market.latest(step.symbol()).at();
        market.put(step);
        ledger.changed(step);
        accounts.values().forEach(account -> account.exchange().follow(step, before));
    }

    private void expireKeys() {
        long now = now();
        accounts.values().forEach(account -> hub.expireKey(account.listenKeys(), now));
    }

    /** Moves a price by hand, now. */
    public void setPrice(Symbol symbol, Price price) {
        settings.prices().move(symbol, price); // first: what the source makes from now on knows it
        PriceStep before = market.latest(symbol);
        long at = Math.max(now(), before.at() + 1);
        prices(List.of(new PriceStep(symbol, at, price, price, before.volume())));
        setByHand.put(symbol, at);
    }
}
