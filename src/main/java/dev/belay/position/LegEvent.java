package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.money.Side;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;

/**
 * A fact about one leg, as the journal keeps it for ever. Every fact carries {@code at}, the exchange time at which it
 * was written down, in epoch milliseconds.
 *
 * <p>Names and fields are part of the journal's format: see {@code journal.JournalFormat} before changing one.
 */
public sealed interface LegEvent {

    long at();

    /** The leg after this fact; {@link Leg#after} counts it. */
    Leg applyTo(Leg leg);

    /** What became of one stop, or is to. */
    sealed interface OfStop extends LegEvent {
        /** The client id of the stop. */
        String id();
    }

    /** Something is to be asked of the exchange: it is committed before that is done. */
    sealed interface Intent extends LegEvent {
        /** The client id of the order that it is about. */
        String id();
    }

    /** Something that the exchange has shown. */
    sealed interface Proven extends LegEvent {
        Proof proof();
    }

    /** The position's stop trails from here. */
    sealed interface Trailed extends LegEvent {
        Trail trail();
    }

    /** An incarnation of the leg's actor took the journal over; whatever an earlier one still writes is refused. */
    record Claimed(String node, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.claimed(node);
        }
    }

    /** An operator's signal was accepted: this position is to be opened. */
    record EntryDecided(EntryPlan plan, String by, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            Require.invariant(leg.phase() == Leg.Phase.FLAT, "an entry into a leg that is %s", leg.phase());
            return leg.withEntry(plan);
        }
    }

    /**
     * The opening came to nothing; nothing is left open by it. The epoch that it would have had is used up, so that its
     * stop is an orphan for whatever position opens next.
     */
    record EntryAbandoned(String reason, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.entryAbandoned();
        }
    }

    /** A position is open, however it was opened: a new epoch. */
    record PositionOpened(
            long epoch,
            Direction direction,
            Quantity quantity,
            Price entryPrice,
            Price liquidationPrice,
            long evidenceAt,
            StopPolicy policy,
            Trail trail,
            boolean ownEntry,
            Proof proof,
            long at)
            implements Proven, Trailed {
        @Override
        public Leg applyTo(Leg leg) {
            Require.invariant(leg.exposure() == null, "a position is already open");
            Require.invariant(epoch == leg.nextEpoch(), "epoch %d does not follow %d", epoch, leg.epoch());
            return leg.opened(
                    epoch,
                    new Exposure(
                            direction,
                            quantity,
                            entryPrice,
                            liquidationPrice,
                            evidenceAt,
                            evidenceAt,
                            policy,
                            trail,
                            0,
                            ownEntry,
                            null));
        }
    }

    /** The position grew or shrank, or its average entry or liquidation price changed. */
    record PositionResized(
            Quantity quantity,
            Price entryPrice,
            Price liquidationPrice,
            long evidenceAt,
            Trail trail,
            Proof proof,
            long at)
            implements Proven, Trailed {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).resized(this));
        }
    }

    /** The position is proven to be closed. */
    record PositionClosed(Proof proof, long evidenceAt, long at) implements Proven {
        @Override
        public Leg applyTo(Leg leg) {
            openOf(leg);
            return leg.closed(evidenceAt);
        }
    }

    /** The best price moved; kept between moves of the level so that a restart does not forget it. */
    record PeakMoved(Price peak, long tickAt, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            Exposure exposure = openOf(leg);
            return leg.withExposure(exposure.trailed(exposure.trail().withPeak(peak)));
        }
    }

    /** The gain reached the activation: the stop trails from now on. */
    record TrailingActivated(Trail trail, Price price, long tickAt, long at) implements Trailed {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).trailed(trail));
        }
    }

    /** The working stop has to be at a better level. */
    record LevelMoved(Price from, Trail trail, Price price, long tickAt, long at) implements Trailed {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).trailed(trail));
        }
    }

    /** An operator put the position under another policy; the level is at least as good as it was. */
    record PolicyChanged(StopPolicy policy, Trail trail, String reason, String by, long at) implements Trailed {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).under(policy, trail));
        }
    }

    /** An operator loosened the stop on purpose: the only fact after which a level is worse than before (S7). */
    record LevelOverridden(Price from, Trail trail, String reason, String by, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).overridden(trail));
        }
    }

    /** The price went through the level; now the exchange's stop has to fire. */
    record LevelHit(Price level, Price price, long tickAt, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withExposure(openOf(leg).hit(at));
        }
    }

    /** The position is to be closed at market. */
    record CloseDecided(String reason, String by, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            openOf(leg);
            return leg.withClosing(reason);
        }
    }

    /**
     * A stop is to be placed; written before it is sent.
     *
     * @param triggeredBy which price triggers it
     */
    record StopIntended(
            String id,
            StopOrder.Slot slot,
            long epoch,
            Side side,
            Quantity quantity,
            Price trigger,
            String because,
            long at,
            PriceKind triggeredBy)
            implements OfStop, Intent {

        /** One that the mark price triggers. */
        public StopIntended(
                String id,
                StopOrder.Slot slot,
                long epoch,
                Side side,
                Quantity quantity,
                Price trigger,
                String because,
                long at) {
            this(id, slot, epoch, side, quantity, trigger, because, at, PriceKind.MARK);
        }

        @Override
        public Leg applyTo(Leg leg) {
            Require.invariant(leg.stops().find(id).isEmpty(), "stop %s was intended before", id);
            var stop = new StopOrder(
                    id,
                    slot,
                    epoch,
                    side,
                    quantity,
                    trigger,
                    StopOrder.Status.INTENDED,
                    leg.sequence() + 1,
                    at,
                    triggeredBy);
            return leg.withStops(book -> book.with(stop));
        }
    }

    /** A stop whose placing came to nothing certain is to be sent again under its id. */
    record StopIntendedAgain(String id, long at) implements OfStop, Intent {
        @Override
        public Leg applyTo(Leg leg) {
            StopOrder.Status status = stopOf(leg, id).status();
            boolean wasProven = status == StopOrder.Status.DOUBTED;
            return decided(leg, id, wasProven ? status : StopOrder.Status.INTENDED, at);
        }
    }

    /** The stop is proven to rest at the exchange. */
    record StopConfirmed(String id, Proof proof, long at) implements OfStop, Proven {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withStops(book -> book.with(stopOf(leg, id).withStatus(StopOrder.Status.LIVE)));
        }
    }

    /** The exchange refused the stop: this attempt had no effect. One that rested before may rest there all the same. */
    record StopRefused(String id, int code, String message, long at) implements OfStop {
        @Override
        public Leg applyTo(Leg leg) {
            boolean wasProven = stopOf(leg, id).status() == StopOrder.Status.DOUBTED;
            return wasProven ? leg : leg.withStops(book -> book.without(id));
        }
    }

    /** The stop certainly never reached the exchange, or was never found there, and is not wanted any more. */
    record StopNotPlaced(String id, Proof proof, long at) implements OfStop, Proven {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withStops(book -> book.without(id));
        }
    }

    /** A stop that was proven to rest cannot be found any more; that proves nothing, so it is placed again under its id. */
    record StopDoubted(String id, long at) implements OfStop {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withStops(book -> book.with(stopOf(leg, id).withStatus(StopOrder.Status.DOUBTED)));
        }
    }

    /** The stop has fired. */
    record StopTriggered(String id, Proof proof, long at) implements OfStop, Proven {
        @Override
        public Leg applyTo(Leg leg) {
            return decided(leg, id, StopOrder.Status.TRIGGERING, at);
        }
    }

    /** The stop is proven to be over. */
    record StopEnded(String id, Answer.StopStatus how, Quantity filled, String reason, Proof proof, long at)
            implements OfStop, Proven {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withStops(book -> book.without(id));
        }
    }

    /** A stop was found at the exchange that the journal did not know and that protects, or protected, this leg. */
    record StopAdopted(
            String id,
            StopOrder.Slot slot,
            long epoch,
            Side side,
            Quantity quantity,
            Price trigger,
            Proof proof,
            long at,
            PriceKind triggeredBy)
            implements OfStop, Proven {

        /** One that the mark price triggers. */
        public StopAdopted(
                String id,
                StopOrder.Slot slot,
                long epoch,
                Side side,
                Quantity quantity,
                Price trigger,
                Proof proof,
                long at) {
            this(id, slot, epoch, side, quantity, trigger, proof, at, PriceKind.MARK);
        }

        @Override
        public Leg applyTo(Leg leg) {
            var stop = new StopOrder(
                    id,
                    slot,
                    epoch,
                    side,
                    quantity,
                    trigger,
                    StopOrder.Status.LIVE,
                    leg.sequence() + 1,
                    at,
                    triggeredBy);
            return leg.withStops(book -> book.with(stop));
        }
    }

    /** A stop that was decided for the position before, when this one was open already, guards this one. */
    record StopCarriedOver(String id, long at) implements OfStop {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withStops(book -> book.with(stopOf(leg, id).forEpoch(leg.epoch())));
        }
    }

    /**
     * A stop is to be cancelled; written before it is sent, with its evidence (S9).
     *
     * @param coveredBy the stop that protects instead, "" when the position is proven closed
     * @param coverSeenAt when that stop was last seen alive, 0 without one
     * @param positionReadAt when the position was last read from the exchange
     */
    record CancelIntended(String id, String coveredBy, long coverSeenAt, long positionReadAt, long at)
            implements OfStop, Intent {
        @Override
        public Leg applyTo(Leg leg) {
            return decided(leg, id, StopOrder.Status.CANCELLING, at);
        }
    }

    /** A market order is to be placed; written before it is sent, and sent once. */
    record OrderIntended(String id, MarketOrder.Purpose purpose, Side side, Quantity quantity, long at)
            implements Intent {
        @Override
        public Leg applyTo(Leg leg) {
            Leg next = purpose == MarketOrder.Purpose.ENTRY && leg.entry() != null
                    ? leg.withEntry(leg.entry().asOrdered())
                    : leg;
            return next.withOrder(new MarketOrder(id, purpose, side, quantity, leg.epoch(), leg.sequence() + 1, at));
        }
    }

    /** The exchange refused the market order; it certainly had no effect. */
    record OrderRefused(String id, int code, String message, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withoutOrder(id);
        }
    }

    /** The market order is proven to be over. */
    record OrderEnded(String id, Answer.OrderStatus how, Quantity filled, Price averagePrice, Proof proof, long at)
            implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withoutOrder(id);
        }
    }

    /** The market order certainly never reached the exchange, or was never found there. */
    record OrderNotPlaced(String id, Proof proof, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg.withoutOrder(id);
        }
    }

    /**
     * A fill of this leg was counted, of an order of ours or of anybody's.
     *
     * @param tradeId unique per symbol; each is counted once
     * @param clientId of the order, "" when the source does not say
     * @param realizedProfit in quote asset, before commission
     * @param commission positive is paid
     * @param commissionAsset "" when the source does not say
     * @param completeThrough every fill of the leg with this trade id or a lower one is counted, 0 when that is not known
     */
    record Filled(
            long tradeId,
            long orderId,
            String clientId,
            Side side,
            Quantity quantity,
            Price price,
            BigDecimal realizedProfit,
            BigDecimal commission,
            String commissionAsset,
            boolean maker,
            long tradedAt,
            long completeThrough,
            Proof proof,
            long at)
            implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            Require.invariant(!leg.fills().window().isCounted(tradeId), "trade %d would count twice", tradeId);
            return leg.withFill(this);
        }
    }

    /**
     * Funding of this leg's position was paid or received, and is counted.
     *
     * @param paymentId the exchange's number for it; each is counted once
     * @param amount change of the balance in {@code asset}: negative was paid
     * @param paidAt when the exchange made it
     * @param completeThrough every payment of the leg up to this time is counted, 0 when that is not known
     */
    record FundingPaid(
            long paymentId, BigDecimal amount, String asset, long paidAt, long completeThrough, Proof proof, long at)
            implements Proven {
        @Override
        public Leg applyTo(Leg leg) {
            Require.invariant(!leg.fundings().isCounted(paymentId, paidAt), "funding %d would count twice", paymentId);
            return leg.withFunding(this);
        }
    }

    /**
     * The history before this event does not count any more: it could not be read back, and an operator had the leg rebuilt
     * from what the exchange says. The events that follow say what that was.
     *
     * @param sequence the number of this event, from which the numbers and the ids of orders go on
     * @param epoch higher than that of any position before
     */
    record Rebuilt(long sequence, long epoch, String because, String by, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return Leg.flat(leg.id()).rebuilt(sequence - 1, epoch);
        }
    }

    /** Something a person should look at. */
    record AlarmRaised(String alarm, String text, long at) implements LegEvent {
        @Override
        public Leg applyTo(Leg leg) {
            return leg;
        }
    }

    private static Exposure openOf(Leg leg) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            throw new IllegalStateException("no position is open in " + leg.id());
        }
        return exposure;
    }

    private static StopOrder stopOf(Leg leg, String id) {
        return leg.stops().find(id).orElseThrow(() -> new IllegalStateException("no stop " + id + " in " + leg.id()));
    }

    private static Leg decided(Leg leg, String id, StopOrder.Status status, long at) {
        return leg.withStops(book -> book.with(stopOf(leg, id).decided(status, leg.sequence() + 1, at)));
    }
}
