package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.ExchangeGatewayActor.Result;
import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import dev.belay.position.AccountLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account's gateway, which may be on another node, as the legs of this one see it: each call is answered exactly once,
 * as unknown when the gateway is lost with it, and waits while there is none; a wish to move is told to every new one.
 * Owned by one thread.
 */
final class FarGateway {

    /** The gateway itself gives up within seconds; beyond this a message between nodes was lost. */
    private static final long LOST_MILLIS = 60_000;

    /** What the gateway answers to instead of those who asked: the actor that owns this. */
    record Answers(
            ActorRef<Result> results,
            ActorRef<ExchangeGatewayActor.MoveGranted> turns,
            ActorRef<ExchangeGatewayActor.ClockRefused> clockRefusals) {}

    private record Wanting(MoveWish wish, ActorRef<ExchangeGatewayActor.MoveGranted> replyTo) {}

    private final Answers answers;
    private final AccountLimits limits;
    private final ExchangeClock clock;
    private final OpenCalls<ActorRef<Result>> calls = new OpenCalls<>();
    private final Deque<ExchangeGatewayActor.Call> waiting = new ArrayDeque<>();
    private final Lookers<ExchangeGatewayActor.GetHealth> lookers = new Lookers<>();
    private final Map<LegId, Wanting> wishes = new HashMap<>();
    private final Set<ActorRef<ExchangeGatewayActor.ClockRefused>> clockWatchers = new HashSet<>();

    @Nullable
    private ActorRef<ExchangeGatewayActor.Command> gateway;

    FarGateway(Answers answers, AccountLimits limits, ExchangeClock clock) {
        this.answers = answers;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether {@code one} is the gateway that is used. */
    boolean is(ActorRef<ExchangeGatewayActor.Command> one) {
        return one.equals(gateway);
    }

    /** Whether the gateway is known, and on another node. */
    boolean isElsewhere() {
        return gateway != null && !gateway.path().address().hasLocalScope();
    }

    /** Calls out, or waiting to go out. */
    int openCalls() {
        return calls.size() + waiting.size();
    }

    /** Everything goes to {@code met} from now on. */
    void meet(ActorRef<ExchangeGatewayActor.Command> met) {
        gateway = met;
        if (!clockWatchers.isEmpty()) {
            met.tell(new ExchangeGatewayActor.WatchClock(answers.clockRefusals()));
        }
        wishes.values().forEach(wanting -> {
            clock.pace().begin();
            met.tell(new ExchangeGatewayActor.WishToMove(wanting.wish(), answers.turns()));
        });
        for (ExchangeGatewayActor.Call call = waiting.poll(); call != null; call = waiting.poll()) {
            send(met, call);
        }
        lookers.handTo(met);
    }

    /** The gateway is not to be used any more: whatever is out there is unknown. */
    void lose(String why) {
        gateway = null;
        answerUnknown(calls.takeAll(), why);
    }

    /** Gives up what a gateway elsewhere has not answered for so long that a message must be lost. */
    void giveUpLate(long bannedUntil) {
        if (isElsewhere()) {
            long now = clock.millis();
            long since = now < bannedUntil ? 0 : Math.max(now, bannedUntil) - LOST_MILLIS;
            answerUnknown(calls.takeBefore(since), "the node with the account's gateway did not answer");
        }
    }

    private void answerUnknown(List<OpenCalls.Open<ActorRef<Result>>> lost, String why) {
        lost.forEach(call -> call.owner().tell(new Result(call.request(), new Outcome.Unknown(why), call.at())));
    }

    /** What somebody on this node has for the gateway. */
    void take(ExchangeGatewayActor.Command command) {
        if (command instanceof ExchangeGatewayActor.Call call) {
            onCall(call);
        } else if (command instanceof ExchangeGatewayActor.WishToMove wish) {
            wishes.put(wish.wish().leg(), new Wanting(wish.wish(), wish.replyTo()));
            tellOrEnd(new ExchangeGatewayActor.WishToMove(wish.wish(), answers.turns()));
        } else if (command instanceof ExchangeGatewayActor.WithdrawWish withdrawn) {
            wishes.remove(withdrawn.leg());
            limits.moves().release(withdrawn.leg());
            tellOrEnd(withdrawn);
        } else if (command instanceof ExchangeGatewayActor.WatchClock watch) {
            clockWatchers.add(watch.watcher());
            tell(new ExchangeGatewayActor.WatchClock(answers.clockRefusals()));
        } else if (command instanceof ExchangeGatewayActor.GetHealth look && gateway == null) {
            lookers.keep(look);
        } else {
            tell(command);
        }
    }

    private void onCall(ExchangeGatewayActor.Call call) {
        if (gateway == null) {
            waiting.add(call);
        } else {
            send(gateway, call);
        }
    }

    private void send(ActorRef<ExchangeGatewayActor.Command> to, ExchangeGatewayActor.Call call) {
        var open = calls.begin(call.request(), call.replyTo(), clock.millis());
        to.tell(new ExchangeGatewayActor.Call(call.request(), answers.results(), open.number()));
    }

    /** A wish that is not handed on now is handed on to the next gateway. */
    private void tellOrEnd(ExchangeGatewayActor.Command command) {
        if (gateway == null) {
            clock.pace().end();
        } else {
            gateway.tell(command);
        }
    }

    private void tell(ExchangeGatewayActor.Command command) {
        if (gateway != null) {
            gateway.tell(command);
        }
    }

    /** The gateway has answered a call; an answer for which nobody waits any more is nothing. */
    void cameBack(Result result) {
        calls.end(result.number())
                .ifPresent(call ->
                        call.owner().tell(new Result(result.request(), result.outcome(), sentAt(call, result))));
    }

    /** A clock is measured against the exchange's by its own readings, never by another node's. */
    private static long sentAt(OpenCalls.Open<?> call, Result result) {
        return call.request() instanceof Request.ReadTime ? call.at() : result.sentAt();
    }

    /** It is {@code leg}'s turn to move its stop. */
    void turn(LegId leg) {
        Wanting wanting = wishes.remove(leg);
        if (wanting == null) {
            clock.pace().end();
            return;
        }
        limits.moves().grant(leg, clock.millis());
        wanting.replyTo().tell(new ExchangeGatewayActor.MoveGranted(leg));
    }

    /** {@code leg} wants nothing here any more. */
    void left(LegId leg) {
        wishes.remove(leg);
    }

    /** The exchange has refused a call for its time. */
    void clockRefused() {
        clockWatchers.forEach(watcher -> watcher.tell(ExchangeGatewayActor.ClockRefused.INSTANCE));
    }
}
