package dev.belay.exchange;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.market.ReplayClock;
import dev.belay.money.LegId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The {@link ExchangeGatewayActor}, an exchange that answers when it is told to, and everybody whom it tells something. */
final class ActorRoad implements Road, Exchange, BanStore {

    private final ActorTestKit kit;
    private final ReplayClock clock = new ReplayClock(() -> {});
    private final MoveSlots slots = new MoveSlots(0);
    private final TestInbox<ExchangeGatewayActor.Result> results = TestInbox.create();
    private final TestInbox<ExchangeGatewayActor.MoveGranted> turns = TestInbox.create();
    private final TestInbox<ExchangeGatewayActor.ClockRefused> refusals = TestInbox.create();
    private final TestProbe<GatewayHealth> health;
    private final ActorRef<ExchangeGatewayActor.Command> actor;
    private final List<CompletableFuture<Reply>> out = new ArrayList<>();
    private final List<ReplayClock.Wish> wakeUps = new ArrayList<>();
    private SortedMap<String, List<String>> done = new TreeMap<>();

    ActorRoad(ActorTestKit kit, long seed, long now) {
        this.kit = kit;
        health = kit.createTestProbe(GatewayHealth.class);
        clock.set(now);
        var terms = new ExchangeGatewayActor.Terms(STALE_AFTER, slots, this, new SplittableRandom(seed));
        actor = kit.spawn(ExchangeGatewayActor.create(this, Road.budget(), clock, terms));
        actor.tell(new ExchangeGatewayActor.WatchClock(refusals.getRef()));
        askHealth(); // it is open, and has offered what slots there are
    }

    void stop() {
        kit.stop(actor);
    }

    @Override
    public CompletionStage<Reply> call(Request request) {
        var reply = new CompletableFuture<Reply>();
        out.add(reply);
        note("call", request.toString());
        return reply;
    }

    @Override
    public Cost costOf(Request request) {
        return Road.cost(request);
    }

    @Override
    public long until() {
        return 0;
    }

    @Override
    public void keep(long until) {
        note("ban", String.valueOf(until));
    }

    @Override
    public void call(Request request, long now) {
        clock.set(now);
        actor.tell(new ExchangeGatewayActor.Call(request, results.getRef()));
    }

    @Override
    public void wish(MoveWish wish, long now) {
        clock.set(now);
        actor.tell(new ExchangeGatewayActor.WishToMove(wish, turns.getRef()));
    }

    @Override
    public void withdraw(LegId leg, long now) {
        clock.set(now);
        actor.tell(new ExchangeGatewayActor.WithdrawWish(leg));
    }

    @Override
    public void answer(int number, Reply reply, long now) {
        clock.set(now);
        out.remove(number).complete(reply);
    }

    @Override
    public void wake(int number, long now) {
        clock.set(now);
        wakeUps.remove(number).wake().run();
    }

    @Override
    public void take(LegId leg, long now) {
        note("slot", leg + " " + slots.take(leg, now));
    }

    @Override
    public int out() {
        return out.size();
    }

    @Override
    public List<Long> wakeUps() {
        return wakeUps.stream().map(ReplayClock.Wish::at).toList();
    }

    /** What it says of its health it says after it has dealt with everything before. */
    @Override
    public SortedMap<String, List<String>> done(long now) {
        clock.set(now);
        String told = askHealth();
        results.getAllReceived()
                .forEach(result -> note("result", result.request() + " " + result.outcome() + " " + result.sentAt()));
        turns.getAllReceived().forEach(turn -> note("turn", turn.leg().toString()));
        refusals.getAllReceived().forEach(refusal -> note("clock refused", ""));
        for (ReplayClock.Wish wish : clock.takeWishes()) {
            wakeUps.add(wish);
            note("wake-up", String.valueOf(wish.at()));
        }
        note("health", told);
        SortedMap<String, List<String>> whole = done;
        done = new TreeMap<>();
        return whole;
    }

    private String askHealth() {
        actor.tell(new ExchangeGatewayActor.GetHealth(health.getRef()));
        return health.receiveMessage().toString();
    }

    private void note(String kind, String what) {
        done.computeIfAbsent(kind, first -> new ArrayList<>()).add(what);
    }
}
