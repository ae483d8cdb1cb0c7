package dev.belay.position;

import dev.belay.money.LegId;
import dev.belay.protection.StopBook;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a leg adds up to: a function of its events and of nothing else.
 *
 * @param sequence how many events were applied
 * @param epoch counts the positions of this leg; 0 before the first
 * @param exposure the open position, null when flat
 * @param entry the opening under way, null when there is none
 * @param closing why the position is to be closed at market, null when it is not
 * @param stops our stops that are not proven to be over, orphans included
 * @param orders our market orders whose outcome is not proven
 * @param flatSince exchange time of the evidence that closed the last position, 0 before the first
 * @param fills what the leg's fills add up to
 * @param claimedBy the process whose incarnation took the journal over last, "" before the first
 * @param fundings what the leg's payments of funding add up to
 */
public record Leg(
        LegId id,
        long sequence,
        long epoch,
        @Nullable Exposure exposure,
        @Nullable EntryPlan entry,
        @Nullable String closing,
        StopBook stops,
        Map<String, MarketOrder> orders,
        long flatSince,
        Fills fills,
        String claimedBy,
        Fundings fundings) {

    public Leg {
        orders = inOrder(orders);
    }

    /** By their ids, so that every run of the same journal acts alike. */
    private static Map<String, MarketOrder> inOrder(Map<String, MarketOrder> orders) {
        return orders.size() < 2 ? Map.copyOf(orders) : Collections.unmodifiableMap(new TreeMap<>(orders));
    }

    /** The phases of a leg's life. */
    public enum Phase {
        FLAT,
        OPENING,
        OPEN,
        CLOSING
    }

    public static Leg flat(LegId id) {
        return new Leg(id, 0, 0, null, null, null, StopBook.EMPTY, Map.of(), 0, Fills.NONE, "", Fundings.NONE);
    }

    public Phase phase() {
        if (exposure == null) {
            return entry == null ? Phase.FLAT : Phase.OPENING;
        }
        return closing == null ? Phase.OPEN : Phase.CLOSING;
    }

    public Optional<Exposure> open() {
        return Optional.ofNullable(exposure);
    }

    /** Names the trail that a price has to be followed for; "" while there is none. */
    String followed() {
        return exposure == null || closing != null
                ? ""
                : epoch + "@" + exposure.trail().entry() + "#"
                        + exposure.trail().revision();
    }

    /** The epoch that a position opened now would have. */
    public long nextEpoch() {
        return epoch + 1;
    }

    /** The leg after {@code event}; throws when the event cannot follow. */
    public Leg after(LegEvent event) {
        Leg next = event.applyTo(this);
        return new Leg(
                next.id,
                next.sequence + 1,
                next.epoch,
                next.exposure,
                next.entry,
                next.closing,
                next.stops,
                next.orders,
                next.flatSince,
                next.fills,
                next.claimedBy,
                next.fundings);
    }

    /** The leg after {@code events}, in order. */
    public Leg after(Iterable<? extends LegEvent> events) {
        Leg leg = this;
        for (LegEvent event : events) {
            leg = leg.after(event);
        }
        return leg;
    }

    Leg claimed(String by) {
        return new Leg(id, sequence, epoch, exposure, entry, closing, stops, orders, flatSince, fills, by, fundings);
    }

    Leg withExposure(Exposure newExposure) {
        return new Leg(
                id, sequence, epoch, newExposure, entry, closing, stops, orders, flatSince, fills, claimedBy, fundings);
    }

    Leg rebuilt(long newSequence, long newEpoch) {
        return new Leg(
                id,
                newSequence,
                newEpoch,
                exposure,
                entry,
                closing,
                stops,
                orders,
                flatSince,
                fills,
                claimedBy,
                fundings);
    }

    Leg entryAbandoned() {
        return new Leg(
                id,
                sequence,
                nextEpoch(),
                exposure,
                null,
                closing,
                stops,
                orders,
                flatSince,
                fills,
                claimedBy,
                fundings);
    }

    Leg withFill(LegEvent.Filled fill) {
        return new Leg(
                id,
                sequence,
                epoch,
                exposure,
                entry,
                closing,
                stops,
                orders,
                flatSince,
                fills.plus(fill),
                claimedBy,
                fundings);
    }

    Leg withFunding(LegEvent.FundingPaid payment) {
        return new Leg(
                id,
                sequence,
                epoch,
                exposure,
                entry,
                closing,
                stops,
                orders,
                flatSince,
                fills,
                claimedBy,
                fundings.plus(payment));
    }

    Leg withEntry(EntryPlan newEntry) {
        return new Leg(
                id, sequence, epoch, exposure, newEntry, closing, stops, orders, flatSince, fills, claimedBy, fundings);
    }

    Leg withClosing(String reason) {
        return new Leg(
                id, sequence, epoch, exposure, entry, reason, stops, orders, flatSince, fills, claimedBy, fundings);
    }

    Leg withStops(UnaryOperator<StopBook> change) {
        return new Leg(
                id,
                sequence,
                epoch,
                exposure,
                entry,
                closing,
                change.apply(stops),
                orders,
                flatSince,
                fills,
                claimedBy,
                fundings);
    }

    Leg withOrder(MarketOrder order) {
        var next = new TreeMap<>(orders);
        next.put(order.id(), order);
        return new Leg(
                id, sequence, epoch, exposure, entry, closing, stops, next, flatSince, fills, claimedBy, fundings);
    }

    Leg withoutOrder(String orderId) {
        var next = new TreeMap<>(orders);
        next.remove(orderId);
        return new Leg(
                id, sequence, epoch, exposure, entry, closing, stops, next, flatSince, fills, claimedBy, fundings);
    }

    Leg opened(long newEpoch, Exposure newExposure) {
        return new Leg(
                id,
                sequence,
                newEpoch,
                newExposure,
                null,
                null,
                stops,
                orders,
                flatSince,
                fills.beginningAt(newExposure.openedAt()),
                claimedBy,
                fundings);
    }

    Leg closed(long at) {
        return new Leg(id, sequence, epoch, null, entry, null, stops, orders, at, fills, claimedBy, fundings);
    }
}
