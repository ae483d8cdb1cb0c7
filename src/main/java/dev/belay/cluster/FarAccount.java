package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import akka.pattern.StatusReply;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.Leg;
import dev.belay.position.PositionActor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account's evidence, which may be on another node, as the legs of this one see it. A new one is told how all of them
 * are. Plain Java, owned by one thread.
 */
final class FarAccount {

    private static final String UNREACHED =
            "the account cannot be reached just now, because its node is starting or was lost; try again in a few seconds";

    private final Map<LegId, Leg> legs = new HashMap<>();
    private final Lookers<AccountActor.GetHealth> lookers = new Lookers<>();

    @Nullable
    private ActorRef<AccountActor.Command> account;

    boolean isReached() {
        return account != null;
    }

    /** The account is reached by {@code met}; nothing changes when that is known. */
    void meet(ActorRef<AccountActor.Command> met) {
        if (!met.equals(account)) {
            account = met;
            tellLegs();
            lookers.handTo(met);
        }
    }

    /** Tells how all legs of this node are. */
    void tellLegs() {
        legs.values().forEach(leg -> tell(new PositionActor.Changed(leg, List.of())));
    }

    void lose() {
        account = null;
    }

    /** Hands {@code command} on; who waits for an answer gets one. */
    void take(AccountActor.Command command) {
        if (account != null) {
            account.tell(command);
        } else if (command instanceof AccountActor.GetHealth look) {
            lookers.keep(look);
        } else if (command instanceof AccountActor.Open open) {
            open.replyTo().tell(StatusReply.error(UNREACHED));
        }
    }

    void changed(PositionActor.Changed change) {
        legs.put(change.leg().id(), change.leg());
        tell(change);
    }

    private void tell(PositionActor.Changed change) {
        if (account != null) {
            account.tell(new AccountActor.LegChanged(change));
        }
    }

    /** {@code leg} is not on this node any more. */
    void left(LegId leg) {
        legs.remove(leg);
    }
}
