package dev.belay.simulation;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.position.LegIncarnation.Step;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.position.LegText;
import dev.belay.trailing.TrailFollower;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leg of a node: does around the real rules what the position's actor does, one input at a time, each written before
 * the next is heard. A write that fails, or is refused because somebody else wrote, restarts it from the journal.
 */
final class SimulatedLeg {

    private static final long FIRST_BACKOFF_MILLIS = 200;
    private static final long LONGEST_BACKOFF_MILLIS = 10_000;

    private static final Duration SILENCE_MOST = Duration.ofSeconds(10);

    private final LegId id;
    private final SimulatedNode node;
    private final Surroundings around;
    private final LegTerms terms;
    private final LegLimits limits;
    private final Deque<LegTrace.Cause> inbox = new ArrayDeque<>();
    private Leg leg;
    private LegIncarnation life;
    private int lives = 1;
    private LifeListener listener;
    private boolean writing;
    private boolean acting;
    private boolean restarting;
    private int failures;

    @Nullable
    private TrailFollower follower;

    SimulatedLeg(LegId id, SimulatedNode node, Surroundings around, LegLimits limits) {
        this.id = id;
        this.node = node;
        this.around = around;
        this.limits = limits;
        this.terms = around.terms(id.symbol());
        this.leg = around.journal().replay(id);
        this.life = new LegIncarnation(node.name(), leg);
        this.listener = around.witness().born(leg, terms, node.name());
    }

    Leg state() {
        return leg;
    }

    /** Begins to live, from what the journal says. */
    void begin() {
        hear(new LegInput.TimePassed());
    }

    private void beginAgain() {
        leg = around.journal().replay(id);
        if (life.isSupersededIn(leg)) {
            node.crash("because " + leg.claimedBy() + " has taken " + id.symbol() + " over");
            return;
        }
        life = new LegIncarnation(node.name(), leg);
        lives++;
        listener = around.witness().born(leg, terms, node.name());
        writing = false;
        restarting = false;
        begin();
    }

    void hear(LegInput input) {
        hear(new LegTrace.Cause.Told(input));
    }

    private void hear(LegTrace.Cause cause) {
        if (!restarting) {
            inbox.add(cause);
            proceed();
        }
    }

    /** A price of the symbol. */
    void price(MarketPrice price) {
        if (follower != null && (price.kind() == PriceKind.MARK || follower.kind() == PriceKind.LAST)) {
            report(Optional.of(price), follower.onPrice(price));
        }
    }

    private void report(Optional<MarketPrice> price, List<TrailingStopActor.Report> reports) {
        listener.heard(node.now(), price, reports);
        reports.forEach(report -> hear(new LegTrace.Cause.Reported(report)));
    }

    private void listenForSilence(TrailFollower of) {
        node.after(SILENCE_MOST.toMillis(), () -> {
            if (of == follower) {
                report(Optional.empty(), of.silence(node.now()).map(List::of).orElse(List.of()));
                listenForSilence(of);
            }
        });
    }

    private void proceed() {
        while (!writing && !acting && !restarting && node.isAlive() && !inbox.isEmpty()) {
            decide(inbox.remove());
        }
    }

    private void decide(LegTrace.Cause cause) {
        if (around.dice().strikes(Mishap.RULES_THROW)) {
            restart();
            return;
        }
        long now = node.now();
        List<LegEvent> events = life.decide(leg, input(cause), terms, now, limits.at(now));
        listener.decided(now, cause, limits.had(), events);
        if (events.isEmpty()) {
            act(events);
        } else {
            write(events);
        }
    }

    /** What it hears is weighed when its turn comes, not when it arrives. */
    private LegInput input(LegTrace.Cause cause) {
        if (cause instanceof LegTrace.Cause.Told told) {
            return told.input();
        }
        if (cause instanceof LegTrace.Cause.Reported reported) {
            return life.input(reported.report());
        }
        if (cause instanceof LegTrace.Cause.Woken woken) {
            life.woken(woken.due());
        }
        return new LegInput.TimePassed();
    }

    private void write(List<LegEvent> events) {
        writing = true;
        LegIncarnation mine = life;
        node.writer().write(new JournalWriter.Write(id, leg.sequence(), events, writer()), written -> {
            if (mine != life) {
                return;
            }
            if (!written) {
                restart();
                return;
            }
            failures = 0;
            writing = false;
            leg = leg.after(events);
            act(events);
            proceed();
        });
    }

    /** Each life is another writer. */
    private String writer() {
        return node.name() + "." + lives;
    }

    /** As the supervisor does: later each time, and what waited to be heard is lost. */
    private void restart() {
        restarting = true;
        inbox.clear();
        follower = null;
        long backoff = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(failures++, 6));
        node.after(backoff, this::beginAgain);
    }

    /** Everything decided is written: now send, follow and tell; what is heard through that waits until it is done. */
    private void act(List<LegEvent> events) {
        acting = true;
        events.forEach(event -> around.trace().add(around.agenda().now(), id.symbol() + " " + LegText.of(event)));
        List<Step> steps = life.act(leg, terms, node.now());
        listener.acted(node.now(), steps);
        steps.forEach(this::take);
        if (!events.isEmpty()) {
            limits.hold(leg);
            node.legChanged(leg, events);
        }
        acting = false;
    }

    private void take(Step step) {
        LegIncarnation mine = life;
        if (step instanceof Step.Send send) {
            node.call(
                    send.request(), (outcome, sentAt) -> hear(new LegInput.Answered(send.request(), outcome, sentAt)));
        } else if (step instanceof Step.Wish wish) {
            node.wish(id, wish.wish());
        } else if (step instanceof Step.Rest) {
            follower = null;
        } else if (step instanceof Step.Follow follow) {
            var cursor = follow.exposure().cursor(terms.rules());
            follower = new TrailFollower(cursor, SILENCE_MOST, node.now());
            listener.follows(follow.exposure(), node.now(), SILENCE_MOST);
            listenForSilence(follower);
            node.lastPrice(id.symbol()).ifPresent(this::price);
        } else if (step instanceof Step.WakeAt wake) {
            node.after(wake.at() - node.now(), () -> wake(mine, wake.at()));
        }
    }

    private void wake(LegIncarnation whose, long at) {
        if (whose == life) {
            hear(new LegTrace.Cause.Woken(at));
        }
    }

    /** Whether everything decided is written and nothing waits to be heard. */
    boolean isSettled() {
        return !writing && !acting && !restarting && inbox.isEmpty();
    }
}
