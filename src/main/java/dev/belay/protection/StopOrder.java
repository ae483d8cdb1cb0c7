package dev.belay.protection;

import dev.belay.exchange.StopTicket;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/**
 * A stop of ours and what the journal knows of it.
 *
 * @param id the client id at the exchange
 * @param epoch the position that it was decided for; a stop of an earlier one is an orphan
 * @param quantity zero for the disaster stop, which follows the size by itself
 * @param decision the number of the journal event that last decided to send something for it
 * @param decidedAt exchange time of that decision, epoch milliseconds
 */
public record StopOrder(
        String id,
        Slot slot,
        long epoch,
        Side side,
        Quantity quantity,
        Price trigger,
        Status status,
        long decision,
        long decidedAt) {

    /** What the stop is for. */
    public enum Slot {
        /** D: wide, closes whatever is open, expires with the position, never cancelled by us while it may live. */
        DISASTER,
        /** W: reduce-only with the position's quantity; trails. */
        WORKING
    }

    /** What is known of the stop. */
    public enum Status {
        /** Decided; it may or may not rest at the exchange. */
        INTENDED,
        /** Proven to rest at the exchange. */
        LIVE,
        /** It was proven to rest and cannot be found any more, which proves nothing: it may be placed again under its id. */
        DOUBTED,
        /** It has fired and its market order is on the way; it can no longer be cancelled. */
        TRIGGERING,
        /** We decided to cancel it; it may or may not rest at the exchange. */
        CANCELLING
    }

    public boolean isLive() {
        return status == Status.LIVE;
    }

    /** Whether it is to rest at the exchange and is not proven to. */
    public boolean isUnproven() {
        return status == Status.INTENDED || status == Status.DOUBTED;
    }

    public boolean isWorking() {
        return slot == Slot.WORKING;
    }

    /** Whether it is, to the tick and the step, the stop that is wanted. */
    public boolean matches(Side wantedSide, Quantity wantedQuantity, Price wantedTrigger) {
        return side == wantedSide && quantity.equals(wantedQuantity) && trigger.equals(wantedTrigger);
    }

    /** Whether it closes {@code position} completely. */
    public boolean covers(Direction direction, Quantity position) {
        return side == direction.closingSide() && (slot == Slot.DISASTER || quantity.compareTo(position) >= 0);
    }

    public StopOrder withStatus(Status newStatus) {
        return new StopOrder(id, slot, epoch, side, quantity, trigger, newStatus, decision, decidedAt);
    }

    /** This stop as one that guards the position {@code newEpoch}. */
    public StopOrder forEpoch(long newEpoch) {
        return new StopOrder(id, slot, newEpoch, side, quantity, trigger, status, decision, decidedAt);
    }

    /** This stop after the decision number {@code newDecision} to send something for it. */
    public StopOrder decided(Status newStatus, long newDecision, long at) {
        return new StopOrder(id, slot, epoch, side, quantity, trigger, newStatus, newDecision, at);
    }

    /** How it is asked of the exchange. */
    public StopTicket ticket(LegId leg) {
        return new StopTicket(leg, id, side, quantity, trigger, slot == Slot.DISASTER);
    }
}
