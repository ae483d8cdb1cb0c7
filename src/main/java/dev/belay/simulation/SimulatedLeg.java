package dev.belay.simulation;

import dev.belay.exchange.MoveSlots;
import dev.belay.market.MarkPrice;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.position.LegIncarnation.Step;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.position.LegText;
import dev.belay.trailing.TrailCursor;
import dev.belay.trailing.TrailFollower;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    private final MoveSlots slots;
    private final Deque<LegInput> inbox = new ArrayDeque<>();
    private Leg leg;
    private LegIncarnation life;
    private boolean writing;
    private boolean restarting;
    private int failures;

    @Nullable
    private TrailFollower follower;

    SimulatedLeg(LegId id, SimulatedNode node, Surroundings around, MoveSlots slots) {
        this.id = id;
        this.node = node;
        this.around = around;
        this.slots = slots;
        this.terms = around.terms(id.symbol());
        this.leg = around.journal().replay(id);
        this.life = new LegIncarnation(node.name(), leg);
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
        life = new LegIncarnation(node.name(), leg);
        writing = false;
        restarting = false;
        begin();
    }

    void hear(LegInput input) {
        if (!restarting) {
            inbox.add(input);
            proceed();
        }
    }

    /** A price of the symbol. */
    void price(MarkPrice mark) {
        if (follower != null) {
            follower.onPrice(mark).forEach(report -> hear(life.input(report)));
        }
    }

    private void listenForSilence(TrailFollower of) {
        node.after(SILENCE_MOST.toMillis(), () -> {
            if (of == follower) {
                of.silence(node.now()).ifPresent(report -> hear(life.input(report)));
                listenForSilence(of);
            }
        });
    }

    private void proceed() {
        while (!writing && !restarting && node.isAlive() && !inbox.isEmpty()) {
            decide(inbox.remove());
        }
    }

    private void decide(LegInput input) {
        long now = node.now();
        List<LegEvent> events = life.decide(leg, input, terms, now, () -> slots.take(id, now));
        if (events.isEmpty()) {
            act(events);
        } else {
            write(events);
        }
    }

    private void write(List<LegEvent> events) {
        writing = true;
        LegIncarnation mine = life;
        node.writer().write(id, leg.sequence(), events, written -> {
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

    /** As the supervisor does: later each time, and what waited to be heard is lost. */
    private void restart() {
        restarting = true;
        inbox.clear();
        follower = null;
        long backoff = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(failures++, 6));
        node.after(backoff, this::beginAgain);
    }

    /** Everything decided is written: now send, follow and tell. */
    private void act(List<LegEvent> events) {
        events.forEach(event -> around.trace().add(around.agenda().now(), id.symbol() + " " + LegText.of(event)));
        for (Step step : life.act(leg, terms, node.now())) {
            take(step);
        }
        if (!events.isEmpty()) {
            node.legChanged(leg, events);
        }
    }

    private void take(Step step) {
        LegIncarnation mine = life;
        if (step instanceof Step.Send send) {
            node.call(
                    send.request(),
                    (outcome, sentAt) -> hear(new LegInput.Answered(send.request(), outcome, sentAt)));
        } else if (step instanceof Step.Wish wish) {
            node.wish(id, wish.wish());
        } else if (step instanceof Step.Rest) {
            follower = null;
        } else if (step instanceof Step.Follow follow) {
            var cursor =
                    new TrailCursor(follow.exposure().trail(), follow.exposure().policy(), terms.rules());
            follower = new TrailFollower(cursor, SILENCE_MOST, node.now());
            listenForSilence(follower);
        } else if (step instanceof Step.WakeAt wake) {
            node.after(wake.at() - node.now(), () -> wake(mine, wake.at()));
        }
    }

    private void wake(LegIncarnation whose, long at) {
        if (whose == life) {
            life.woken(at);
            hear(new LegInput.TimePassed());
        }
    }

    /** Whether everything decided is written and nothing waits to be heard. */
    boolean isSettled() {
        return !writing && !restarting && inbox.isEmpty();
    }
}
