package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's user stream open: a new connection beside the old one, whose events wait until the state before it has
 * been read. A short form of what {@code UserStreamActor} does: without the planned renewal before a day is over.
 */
final class StreamKeeper {

    private static final long HOLD_MILLIS = 3_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long KEEP_MILLIS = 60_000;
    private static final long DOUBTS_APART_MILLIS = 60_000;

    private final SimulatedNode node;
    private final Surroundings around;
    private final List<UserEvent> held = new ArrayList<>();

    @Nullable
    private UserLink live;

    @Nullable
    private UserLink next;

    private boolean asking;
    private boolean retrying;
    private long doubtedAt;

    StreamKeeper(SimulatedNode node, Surroundings around) {
        this.node = node;
        this.around = around;
    }

    void begin() {
        open();
        keepLater();
    }

    private void keepLater() {
        node.after(KEEP_MILLIS, () -> {
            node.call(new Request.KeepUserStream(), (outcome, sentAt) -> {
                if (outcome instanceof Outcome.Refused) {
                    open();
                }
            });
            keepLater();
        });
    }

    private void open() {
        if (asking || retrying || next != null) {
            return;
        }
        asking = true;
        node.call(new Request.OpenUserStream(), (outcome, sentAt) -> {
            asking = false;
            if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.UserStreamKey key) {
                connect(key.secret());
            } else {
                retry();
            }
        });
    }

    private void retry() {
        if (!retrying) {
            retrying = true;
            node.after(RETRY_MILLIS, () -> {
                retrying = false;
                open();
            });
        }
    }

    private void connect(String key) {
        UserLink[] itself = new UserLink[1];
        UserLink link = new UserLink(
                around,
                key,
                event -> node.whenAwake(() -> heard(itself[0], event)),
                () -> node.whenAwake(() -> ended(itself[0])));
        itself[0] = link;
        if (around.network().isDown() || !link.open()) {
            retry();
            return;
        }
        next = link;
        held.clear();
        node.connected();
        node.after(HOLD_MILLIS, () -> promote(link));
    }

    private void heard(UserLink link, UserEvent event) {
        if (event instanceof UserEvent.KeyExpired) {
            if (link == live) {
                open();
            } else if (link == next) {
                ended(link);
            }
        } else if (link == next) {
            held.add(event);
        } else if (link == live) {
            node.said(event);
        }
    }

    private void ended(UserLink link) {
        if (link == next) {
            next = null;
            releaseHeld();
            link.close();
            retry();
        } else if (link == live) {
            live = null;
            open();
        }
    }

    /** The state before the newest connection has been read. */
    void caughtUp() {
        if (next != null) {
            promote(next);
        }
    }

    private void promote(UserLink link) {
        if (link != next) {
            return;
        }
        UserLink former = live;
        live = link;
        next = null;
        releaseHeld();
        if (former != null) {
            former.close();
        }
    }

    private void releaseHeld() {
        List<UserEvent> events = List.copyOf(held);
        held.clear();
        events.forEach(node::said);
    }

    /** Something happened of which the stream said nothing. */
    void doubt() {
        if (node.now() - doubtedAt >= DOUBTS_APART_MILLIS) {
            doubtedAt = node.now();
            open();
        }
    }

    /** The connection in use is cut. */
    void cut() {
        if (live != null) {
            live.cut();
        }
    }

    /** The connection in use carries nothing for so long. */
    void goSilent(long millis) {
        if (live != null) {
            live.goSilent(millis);
        }
    }

    /** The process is gone, and its sockets with it. */
    void gone() {
        if (live != null) {
            live.close();
        }
        if (next != null) {
            next.close();
        }
    }
}
