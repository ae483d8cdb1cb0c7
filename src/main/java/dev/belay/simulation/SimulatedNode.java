package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.CallQueue;
import dev.belay.exchange.Gateway;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserEvent;
import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.market.MarketPrice;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import dev.belay.position.AccountWatch;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of Belay: the real rules of legs, account and gateway around one account, in virtual time. It can be killed
 * at any moment and stopped for a while; what it is not told by the journal it does not know when it starts again.
 */
final class SimulatedNode {

    static final Account ACCOUNT = new Account("main");

    private static final Duration STALE_AFTER = Duration.ofMillis(2_500);

    /** Who made a call. */
    interface Caller {
        void answered(Outcome outcome, long sentAt);
    }

    private final int number;
    private final Surroundings around;
    private final BanNote ban;
    private final Gateway<Caller> gateway;
    private final StopRoom room = new StopRoom();
    private final AccountWatch account = new AccountWatch(ACCOUNT, room, Surroundings.IDS);
    private final MoveSlots slots = new MoveSlots(0);
    private final Map<LegId, SimulatedLeg> legs = new LinkedHashMap<>();
    private final JournalWriter writer;
    private final StreamKeeper stream;
    private final PriceWatch prices;
    private boolean alive = true;
    private long pausedUntil;
    private long clockOffset;
    private boolean readsTime;

    SimulatedNode(int number, Surroundings around, RateBudget.Limits limits, BanNote ban) {
        this.number = number;
        this.around = around;
        this.ban = ban;
        this.gateway = new Gateway<>(
                RateBudget.full(limits).silent(ban.until(), now()),
                STALE_AFTER,
                slots,
                around.dice().source(Draw.GATEWAY));
        this.writer = new JournalWriter(around, this);
        this.stream = new StreamKeeper(this, around);
        this.prices = new PriceWatch(this, around);
    }

    /** Counts the processes from 1. */
    int number() {
        return number;
    }

    String name() {
        return "node-" + number;
    }

    /** What this process takes for exchange time, epoch milliseconds. */
    long now() {
        return around.agenda().now() + clockOffset;
    }

    boolean isAlive() {
        return alive;
    }

    JournalWriter writer() {
        return writer;
    }

    StreamKeeper stream() {
        return stream;
    }

    /** Comes up: every leg of the journal comes back, and nothing is asked of the exchange for that. */
    void start() {
        around.trace().add(around.agenda().now(), "node-" + number + " starts");
        if (!bringBack()) {
            crash("while it comes up");
            return;
        }
        takeAll(account.started(now()));
        take(gateway.proceed(now()));
        stream.begin();
        prices.begin();
    }

    /** Brings every leg back; says whether it got that far. */
    private boolean bringBack() {
        for (LegId id : around.journal().legs()) {
            if (around.dice().strikes(Mishap.SNAPSHOT_DAMAGED)) {
                around.journal().damageSnapshot(id);
            }
            leg(id).begin();
            if (around.dice().strikes(Mishap.CRASH_COMING_UP)) {
                return false;
            }
        }
        return true;
    }

    /** Is gone from now on. */
    void crash(String why) {
        if (alive) {
            around.trace().add(around.agenda().now(), "node-" + number + " is killed " + why);
            alive = false;
            stream.gone();
            around.lifeAndDeath().died();
        }
    }

    /** Stands still for so long, as in a pause of the machine; what came meanwhile is heard afterwards. */
    void pause(long millis) {
        around.trace().add(around.agenda().now(), "node-" + number + " stands still for " + millis + " ms");
        pausedUntil = around.agenda().now() + millis;
    }

    boolean isPaused() {
        return around.agenda().now() < pausedUntil;
    }

    /** Does {@code what} so much later, unless the process is gone by then. */
    void after(long millis, Runnable what) {
        around.agenda().after(millis, () -> whenAwake(what));
    }

    /** Does {@code what} now, or when the process goes on. */
    void whenAwake(Runnable what) {
        long left = pausedUntil - around.agenda().now();
        if (!alive) {
            return;
        }
        if (left > 0) {
            around.agenda().after(left, () -> whenAwake(what));
        } else {
            what.run();
        }
    }

    /** New prices of one moment. */
    void prices(List<MarketPrice> marks) {
        whenAwake(() -> prices.heard(marks));
    }

    /** Tells the legs of the symbol. */
    void price(MarketPrice mark) {
        for (SimulatedLeg leg : List.copyOf(legs.values())) {
            if (leg.state().id().symbol().equals(mark.symbol())) {
                leg.price(mark);
            }
        }
    }

    /** The last price of {@code symbol} as far as this process knows it. */
    Optional<MarketPrice> lastPrice(Symbol symbol) {
        return prices.last(symbol);
    }

    /** An operator's word for a leg. */
    void operator(LegId id, LegInput input) {
        whenAwake(() -> tell(id, input));
    }

    /** The legs that this process has brought to life. */
    List<SimulatedLeg> legs() {
        return List.copyOf(legs.values());
    }

    private SimulatedLeg leg(LegId id) {
        return legs.computeIfAbsent(
                id, fresh -> new SimulatedLeg(fresh, this, around, new LegLimits(fresh, slots, room)));
    }

    private void tell(LegId id, LegInput input) {
        boolean isNew = !legs.containsKey(id);
        SimulatedLeg leg = leg(id);
        if (isNew) {
            leg.begin();
        }
        leg.hear(input);
    }

    void legChanged(Leg leg, List<LegEvent> events) {
        takeAll(account.legChanged(leg, events, now()));
    }

    void wish(LegId leg, Optional<MoveWish> wish) {
        take(wish.map(newest -> gateway.wish(newest, now())).orElseGet(() -> gateway.withdraw(leg, now())));
    }

    /** Makes a call; {@code caller} hears once what became of it. */
    void call(Request request, Caller caller) {
        if (alive) {
            take(gateway.call(request, BinanceCodec.costOf(request), caller, now()));
        }
    }

    void connected() {
        takeAll(account.connected(now()));
    }

    void said(UserEvent event) {
        takeAll(account.said(event, now()));
    }

    private void takeAll(List<AccountWatch.Step> steps) {
        steps.forEach(this::take);
    }

    private void take(AccountWatch.Step step) {
        if (step instanceof AccountWatch.Step.Tell tell) {
            tell(tell.leg(), tell.input());
        } else if (step instanceof AccountWatch.Step.Read read) {
            call(read.request(), (outcome, sentAt) -> takeAll(account.read(read.request(), outcome, sentAt, now())));
        } else if (step instanceof AccountWatch.Step.AuditAt audit) {
            after(audit.at() - now(), () -> takeAll(account.auditDue(audit.at(), now())));
        } else if (step instanceof AccountWatch.Step.PositionsAt positions) {
            after(positions.at() - now(), () -> takeAll(account.positionsDue(now())));
        } else if (step instanceof AccountWatch.Step.FundingsAt fundings) {
            after(fundings.at() - now(), () -> takeAll(account.fundingsDue(fundings.at(), now())));
        } else if (step instanceof AccountWatch.Step.CaughtUp) {
            stream.caughtUp();
        } else if (step instanceof AccountWatch.Step.Doubt) {
            stream.doubt();
        } else if (step instanceof AccountWatch.Step.Warn warn) {
            around.trace().add(around.agenda().now(), "ALARM " + warn.text());
        }
    }

    private void take(List<Gateway.Step<Caller>> steps) {
        new ArrayList<>(steps).forEach(this::take);
    }

    private void take(Gateway.Step<Caller> step) {
        if (step instanceof Gateway.Step.Send<Caller> send) {
            send(send.entry());
        } else if (step instanceof Gateway.Step.TooOld<Caller> old) {
            old.entry().owner().answered(old.outcome(), now());
        } else if (step instanceof Gateway.Step.Turn<Caller> turn) {
            tell(turn.leg(), new LegInput.TimePassed());
        } else if (step instanceof Gateway.Step.WakeIn<Caller> wake) {
            after(wake.millis(), () -> take(gateway.woken(now())));
        } else if (step instanceof Gateway.Step.Ban<Caller> banned) {
            ban.keep(banned.until());
            around.lifeAndDeath().silenced(banned.until() - now());
        } else if (step instanceof Gateway.Step.ClockRefused<Caller>) {
            readTime();
        }
    }

    private void send(CallQueue.Entry<Caller> entry) {
        if (!alive) {
            return;
        }
        long sentAt = now();
        around.network()
                .send(
                        entry.request(),
                        this::now,
                        reply -> whenAwake(() -> {
                            take(gateway.answered(entry, reply, sentAt, now()));
                            entry.owner().answered(reply.outcome(), sentAt);
                        }));
        if (around.dice().strikes(Mishap.CRASH_AFTER_SENDING)) {
            crash("after sending " + entry.request());
        }
    }

    /** The exchange refuses our clock: take its. */
    private void readTime() {
        if (!readsTime) {
            readsTime = true;
            call(new Request.ReadTime(), (outcome, sentAt) -> {
                readsTime = false;
                if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.ServerTime time) {
                    clockOffset += time.millis() - (sentAt + now()) / 2;
                    around.lifeAndDeath().silenced(ban.until() - now());
                }
            });
        }
    }
}
