package dev.belay.position;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserStreamActor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the user stream, from its opening on: whether the state before it has been read, and whether the
 * exchange's lists show something that it should have told and did not.
 */
final class StreamRecovery {

    static final StreamRecovery NONE = new StreamRecovery(null, 0, 0);

    private final @Nullable ActorRef<UserStreamActor.Command> stream;
    private final int number;
    private final long openedAt;
    private boolean positionsRead;
    private boolean stopsRead;

    private StreamRecovery(@Nullable ActorRef<UserStreamActor.Command> stream, int number, long openedAt) {
        this.stream = stream;
        this.number = number;
        this.openedAt = openedAt;
    }

    StreamRecovery(UserStreamActor.Report.Connected connected, long now) {
        this(connected.stream(), connected.number(), now);
    }

    /** A read came back: when both have, or have failed, the stream may go on; a failed one is repeated by the audit. */
    void onRead(ExchangeGatewayActor.Result result) {
        if (stream == null || result.sentAt() < openedAt || (positionsRead && stopsRead)) {
            return;
        }
        positionsRead |= result.request() instanceof Request.ReadPositions;
        stopsRead |= result.request() instanceof Request.ReadStops;
        if (positionsRead && stopsRead) {
            stream.tell(new UserStreamActor.CaughtUp(number));
        }
    }

    /** An idle stream has no heartbeat; that a fill was read which it should have told is how its death is noticed. */
    void onEvents(List<LegEvent> events) {
        for (LegEvent event : events) {
            if (stream != null && event instanceof LegEvent.Filled fill && isUntold(fill)) {
                stream.tell(new UserStreamActor.Doubt("it did not tell the trade %d".formatted(fill.tradeId())));
                return;
            }
        }
    }

    private boolean isUntold(LegEvent.Filled fill) {
        return fill.proof().kind() == Proof.Kind.LIST
                && fill.tradedAt() > openedAt
                && fill.at() - fill.tradedAt() >= TradeDoubt.LAG_MILLIS;
    }
}
