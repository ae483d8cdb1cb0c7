package dev.belay.position;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserEvent;
import dev.belay.exchange.UserStreamActor;
import dev.belay.market.ReplayClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.position.AccountWatch.Step;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** An {@link AccountWatch} and an {@link AccountActor} to which the same happens, driven by one seed. */
final class AccountTwins {

    private record Told(LegId leg, PositionActor.Command command) {}

    private final ActorTestKit kit;
    private final Random random;
    private final RandomNews news;
    private final AccountWatch plain =
            new AccountWatch(LegHarness.LEG.account(), new StopRoom(), LegHarness.TERMS.ids());
    private final ReplayClock clock = new ReplayClock(() -> {});
    private final ActorRef<AccountActor.Command> actor;
    private final TestInbox<Told> legs = TestInbox.create();
    private final TestInbox<ExchangeGatewayActor.Command> gateway = TestInbox.create();
    private final TestInbox<UserStreamActor.Command> stream = TestInbox.create();
    private final TestProbe<AccountActor.Health> health;
    private final List<ExchangeGatewayActor.Call> reads = new ArrayList<>();
    private final List<ReplayClock.Wish> wakeUps = new ArrayList<>();
    private final List<Step> wakeUpSteps = new ArrayList<>();
    private SortedMap<String, List<String>> said = new TreeMap<>();
    private long now = LegHarness.START;
    private int connections;

    AccountTwins(ActorTestKit kit, long seed) {
        this.kit = kit;
        random = new Random(seed);
        news = new RandomNews(random);
        health = kit.createTestProbe(AccountActor.Health.class);
        clock.set(now);
        var terms = new AccountActor.Terms(
                LegHarness.LEG.account(),
                LegHarness.TERMS.ids(),
                Policies.always(StopPolicy.DEFAULT),
                BigDecimal.TEN,
                true);
        Legs all = (leg, command) -> legs.getRef().tell(new Told(leg, command));
        actor = kit.spawn(AccountActor.create(terms, all, new SymbolBook(), gateway.getRef(), new StopRoom(), clock));
        plain(plain.started(now));
        askHealth(); // it has begun, at this time
    }

    void stop() {
        kit.stop(actor);
    }

    /** Lets the next thing happen to both, and says what it was. */
    String act() {
        now += random.nextInt(random.nextInt(10) == 0 ? 20_000 : 1_000);
        clock.set(now);
        switch (random.nextInt(10)) {
            case 0 -> {
                return connect();
            }
            case 1, 2, 3 -> {
                return hear(news.event(now));
            }
            case 4, 5 -> {
                return change(news.leg(now), news.changes(now));
            }
            case 6, 7 -> {
                return wake();
            }
            default -> {
                return answer();
            }
        }
    }

    private String connect() {
        if (random.nextInt(3) == 0) {
            plain.disconnected();
            actor.tell(new AccountActor.Heard(new UserStreamActor.Report.Lost("cut")));
            return "disconnected";
        }
        plain(plain.connected(now));
        actor.tell(new AccountActor.Heard(new UserStreamActor.Report.Connected(stream.getRef(), ++connections)));
        return "connected";
    }

    private String hear(UserEvent event) {
        plain(plain.said(event, now));
        actor.tell(new AccountActor.Heard(new UserStreamActor.Report.Said(event)));
        return event.toString();
    }

    private String change(Leg leg, List<LegEvent> events) {
        plain(plain.legChanged(leg, events, now));
        actor.tell(new AccountActor.LegChanged(new PositionActor.Changed(leg, events)));
        return leg + " by " + events;
    }

    private String wake() {
        if (wakeUps.isEmpty()) {
            return "nothing";
        }
        int number = random.nextInt(wakeUps.size());
        Step step = wakeUpSteps.remove(number);
        plain(woken(step));
        wakeUps.remove(number).wake().run();
        return step.toString();
    }

    private List<Step> woken(Step step) {
        if (step instanceof Step.AuditAt audit) {
            return plain.auditDue(audit.at(), now);
        }
        return step instanceof Step.FundingsAt fundings
                ? plain.fundingsDue(fundings.at(), now)
                : plain.positionsDue(now);
    }

    private String answer() {
        if (reads.isEmpty()) {
            return "nothing";
        }
        ExchangeGatewayActor.Call call = reads.remove(random.nextInt(reads.size()));
        long sentAt = now - random.nextInt(3_000);
        Outcome outcome = random.nextInt(3) == 0
                ? new Outcome.Unknown("time-out")
                : new Outcome.Done(news.list(call.request(), now));
        plain(plain.read(call.request(), outcome, sentAt, now));
        call.replyTo().tell(new ExchangeGatewayActor.Result(call.request(), outcome, sentAt));
        return call.request() + " came to " + outcome;
    }

    /** What the plain one said is to be done, by its kind. */
    SortedMap<String, List<String>> said() {
        note("health", plain.health(now).toString());
        return taken();
    }

    /** What the actor did, by its kind; what it says of its health it says after everything else. */
    SortedMap<String, List<String>> done() {
        String told = askHealth();
        legs.getAllReceived()
                .forEach(word -> note("leg", word.leg() + " " + ((PositionActor.Hear) word.command()).input()));
        for (ExchangeGatewayActor.Command command : gateway.getAllReceived()) {
            var call = (ExchangeGatewayActor.Call) command;
            reads.add(call);
            note("read", call.request().toString());
        }
        for (UserStreamActor.Command word : stream.getAllReceived()) {
            note(word instanceof UserStreamActor.CaughtUp ? "caught up" : "doubt", word.toString());
        }
        for (ReplayClock.Wish wish : clock.takeWishes()) {
            wakeUps.add(wish);
            note("wake-up", String.valueOf(wish.at()));
        }
        note("health", told);
        return taken();
    }

    private String askHealth() {
        actor.tell(new AccountActor.GetHealth(health.getRef()));
        return health.receiveMessage().toString();
    }

    private SortedMap<String, List<String>> taken() {
        SortedMap<String, List<String>> whole = said;
        said = new TreeMap<>();
        return whole;
    }

    private void plain(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Tell tell) {
                note("leg", tell.leg() + " " + tell.input());
            } else if (step instanceof Step.Read read) {
                note("read", read.request().toString());
            } else if (step instanceof Step.CaughtUp && connections > 0) {
                note("caught up", new UserStreamActor.CaughtUp(connections).toString());
            } else if (step instanceof Step.Doubt doubt && connections > 0) {
                note("doubt", new UserStreamActor.Doubt(doubt.untold()).toString());
            } else if (!(step instanceof Step.Warn)) { // which goes to the log
                wakeUpSteps.add(step);
                note("wake-up", String.valueOf(at(step)));
            }
        }
    }

    private static long at(Step step) {
        if (step instanceof Step.AuditAt audit) {
            return audit.at();
        }
        return step instanceof Step.FundingsAt fundings ? fundings.at() : ((Step.PositionsAt) step).at();
    }

    private void note(String kind, String what) {
        said.computeIfAbsent(kind, first -> new ArrayList<>()).add(what);
    }
}
