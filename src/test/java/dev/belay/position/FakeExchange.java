package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.market.MarketPrice;
import dev.belay.money.FixedPoint;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One leg at an exchange as an observer sees it: the position, the orders, and what each request does to them. It checks
 * the promises that can only be checked here (reliability S1, S2, S4).
 */
final class FakeExchange {
    /** A conditional order and when it was placed. */
    record Stop(StopTicket ticket, StopStatus status, long placedAt) {
        Stop as(StopStatus next) {
            return new Stop(ticket, next, placedAt);
        }
    }

    private static final long THIRD_PARTY_MILLIS = 12_000;

    /** The level that an operator loosened a stop to, in units, and when; 0 is never. */
    long overriddenTo;

    long overriddenAt;

    private final LegId leg;
    private final Quantity largest;
    private final Map<String, Stop> stops = new TreeMap<>();
    private final Map<String, Answer.OrderReport> orders = new TreeMap<>();
    private final List<Answer.Trade> trades = new ArrayList<>();
    /** Hears what the user stream would say, at once and in order; loss and lag are others' business. */
    private final Consumer<LegInput> stream;

    long price;
    /** Units, signed. */
    long amount;

    long entry;
    long changedAt;
    long openedAt;
    long closedAt;
    long grownAt = -THIRD_PARTY_MILLIS;
    /** When a person last changed the position. */
    private long resizedAt = -THIRD_PARTY_MILLIS;

    boolean sticksInTriggering;
    /** When a stop was last lost by another's act: a person's cancel, or its firing. */
    private long lostAt;

    /** @param largest what one market order, and so one stop, may be at most */
    FakeExchange(LegId leg, long price, Quantity largest, Consumer<LegInput> stream) {
        this.leg = leg;
        this.price = price;
        this.largest = largest;
        this.stream = stream;
    }

    /** Somebody buys or sells by hand, {@code change} in signed units. */
    void trade(long change, long now) {
        resizedAt = now;
        boolean grows = Long.signum(change) == Long.signum(amount) || amount == 0;
        grownAt = grows || Math.abs(change) > Math.abs(amount) ? now : grownAt;
        fill(change, now);
        tellForeign();
    }

    /** The stream tells a fill of an order that is not the guard's market order. */
    private void tellForeign() {
        Answer.Trade trade = trades.get(trades.size() - 1);
        var report = new Answer.OrderReport(
                leg.symbol(),
                leg.side(),
                "web_" + trade.id(),
                trade.orderId(),
                Answer.OrderStatus.FILLED,
                trade.side(),
                trade.quantity(),
                trade.quantity(),
                trade.price(),
                false,
                trade.at());
        stream.accept(new LegInput.OrderChanged(report, Optional.of(trade)));
    }

    private void fill(long change, long now) {
        long before = amount;
        amount += change;
        changedAt = now;
        trades.add(tradeOf(change, now));
        boolean flipped = before != 0 && amount != 0 && Long.signum(before) != Long.signum(amount);
        if (before == 0 || flipped) {
            openedAt = now;
            entry = price;
        }
        if (before != 0 && (amount == 0 || flipped)) {
            closedAt = now;
            expireClosePositionStops(now);
        }
        stream.accept(new LegInput.PositionChanged(row()));
    }

    /** Ids rise with gaps, as those of a market in which others trade too. */
    private Answer.Trade tradeOf(long change, long now) {
        long id = 1_000 + 7L * trades.size();
        return new Answer.Trade(
                leg.symbol(),
                leg.side(),
                id,
                id,
                "",
                change > 0 ? Side.BUY : Side.SELL,
                new Quantity(Math.abs(change)),
                new Price(price),
                BigDecimal.valueOf(trades.size(), 2),
                BigDecimal.valueOf(Math.abs(change) % 997, 8),
                "USDT",
                false,
                now);
    }

    /** Every fill so far, oldest first. */
    List<Answer.Trade> trades() {
        return List.copyOf(trades);
    }

    private void expireClosePositionStops(long now) {
        for (Stop stop : List.copyOf(stops.values())) {
            if (stop.ticket().closePosition() && stop.status() == StopStatus.NEW) {
                become(stop, StopStatus.EXPIRED, now);
            }
        }
    }

    private void become(Stop stop, StopStatus status, long now) {
        stops.put(stop.ticket().id(), stop.as(status));
        stream.accept(new LegInput.StopChanged(Reports.stop(stop.ticket(), status, now)));
    }

    Answer.PositionRow row() {
        return new Answer.PositionRow(
                leg.symbol(),
                leg.side(),
                FixedPoint.decimal(amount),
                amount == 0 ? Price.ZERO : new Price(entry),
                Price.ZERO,
                changedAt);
    }

    List<Answer.StopReport> open() {
        return stops.values().stream()
                .filter(stop -> stop.status() == StopStatus.NEW)
                .map(stop -> Reports.stop(stop.ticket(), stop.status(), stop.placedAt()))
                .toList();
    }

    /** The price moves; stops that it goes through fire. */
    void priceMovesTo(long newPrice, long now) {
        price = newPrice;
        for (Stop stop : List.copyOf(stops.values())) {
            boolean unchanged = stop.equals(stops.get(stop.ticket().id()));
            if (unchanged && stop.status() == StopStatus.NEW && isThrough(stop.ticket())) {
                fire(stop, now);
            }
        }
    }

    private boolean isThrough(StopTicket ticket) {
        long trigger = ticket.trigger().units();
        return ticket.side() == Side.SELL ? price <= trigger : price >= trigger;
    }

    private void fire(Stop stop, long now) {
        lostAt = now;
        become(stop, StopStatus.TRIGGERING, now);
        if (sticksInTriggering) {
            return;
        }
        long reducible = reducible(stop.ticket().side());
        long wanted = stop.ticket().closePosition()
                ? reducible
                : Math.min(reducible, stop.ticket().quantity().units());
        if (wanted == 0) {
            become(stop, StopStatus.REJECTED, now);
            return;
        }
        fill(sign(stop.ticket().side()) * wanted, now);
        tellForeign();
        become(stop, StopStatus.FINISHED, now);
    }

    /** Stops that are stuck come free. */
    void unstick(long now) {
        sticksInTriggering = false;
        for (Stop stop : List.copyOf(stops.values())) {
            if (stop.status() == StopStatus.TRIGGERING) {
                become(stop, StopStatus.REJECTED, now);
            }
        }
    }

    private long reducible(Side side) {
        return Long.signum(amount) == -sign(side) ? Math.abs(amount) : 0;
    }

    private static long sign(Side side) {
        return side == Side.BUY ? 1 : -1;
    }

    /** Somebody cancels a stop by hand. */
    void cancelByHand(int number, long now) {
        List<Stop> live = stops.values().stream()
                .filter(stop -> stop.status() == StopStatus.NEW)
                .toList();
        if (!live.isEmpty()) {
            lostAt = now;
            become(live.get(number % live.size()), StopStatus.CANCELED, now);
        }
    }

    Outcome execute(Request request, long now) {
        if (request instanceof Request.PlaceStop place) {
            return place(place.ticket(), now);
        }
        if (request instanceof Request.CancelStop cancel) {
            return cancel(cancel, now);
        }
        if (request instanceof Request.PlaceMarket place) {
            return market(place.ticket(), now);
        }
        if (request instanceof Request.QueryStop query) {
            Stop stop = stops.get(query.id());
            return stop == null ? refused(-2013) : done(Reports.stop(stop.ticket(), stop.status(), now));
        }
        if (request instanceof Request.QueryOrder query) {
            Answer.OrderReport order = orders.get(query.id());
            return order == null ? refused(-2013) : done(order);
        }
        return done(new Answer.Newest(MarketPrice.mark(leg.symbol(), new Price(price), now)));
    }

    private Outcome place(StopTicket ticket, long now) {
        Stop former = stops.get(ticket.id());
        if (ticket.quantity().compareTo(largest) > 0) {
            return refused(-4005);
        }
        if (isThrough(ticket)) {
            return refused(-2021);
        }
        if (former != null && former.status() == StopStatus.NEW) {
            return refused(-4116);
        }
        if (ticket.closePosition() && amount == 0) {
            return refused(-4509);
        }
        boolean second = open().stream().anyMatch(report -> report.closePosition() && report.side() == ticket.side());
        if (ticket.closePosition() && second) {
            return refused(-4130);
        }
        var stop = new Stop(ticket, StopStatus.NEW, now);
        become(stop, StopStatus.NEW, now);
        checkNumber(now);
        return done(Reports.stop(ticket, StopStatus.NEW, now));
    }

    /**
     * S4: D, W, its successor and one unresolved close this side; orphans and stops smaller than a grown position aside.
     * A position that takes several stops has one successor and one unresolved at a time, too.
     * What was too small covers it again when a person has made it smaller; that is given time to be cleaned up.
     */
    private void checkNumber(long now) {
        List<Stop> ours = stops.values().stream()
                .filter(stop -> stop.status() == StopStatus.NEW && stop.placedAt() >= openedAt)
                .filter(stop -> amount != 0 && sign(stop.ticket().side()) == -Long.signum(amount))
                .toList();
        int pieces = amount == 0 ? 1 : WorkingStops.count(new Quantity(Math.abs(amount)), largest);
        long whole = ours.stream()
                .filter(stop -> pieces > 1 || covers(stop.ticket()))
                .count();
        boolean settled = now - resizedAt > THIRD_PARTY_MILLIS;
        Checks.that(
                (whole <= 3 + pieces || !settled) && ours.size() <= 7 + pieces,
                "S4: %s live stops for one position",
                ours.size());
    }

    private boolean covers(StopTicket ticket) {
        return ticket.closePosition() || ticket.quantity().units() >= Math.abs(amount);
    }

    /** What others do after the decision to cancel, while it is on its way, no guard can know. */
    private Outcome cancel(Request.CancelStop cancel, long now) {
        String id = cancel.id();
        Stop stop = stops.get(id);
        if (stop == null || stop.status() != StopStatus.NEW) {
            return refused(-2011);
        }
        OptionalLong before = level();
        become(stop, StopStatus.CANCELED, now);
        boolean exempt = stop.placedAt() < openedAt || now - grownAt <= THIRD_PARTY_MILLIS;
        exempt |= lostAt >= cancel.decidedAt();
        if (amount != 0 && before.isPresent() && !exempt) {
            OptionalLong after = level();
            Checks.that(after.isPresent(), "S1: the cancel of %s left the position naked", id);
            long loosened = Long.signum(amount) * (before.getAsLong() - after.orElseThrow());
            Checks.that(loosened <= 0 || isAllowed(after.getAsLong()), "S1: the cancel of %s loosened the stop", id);
        }
        return done(new Answer.Cancelled(id));
    }

    /** S1 (c): an operator's override allows what is no looser than its level, for the position that it was meant for. */
    private boolean isAllowed(long level) {
        return overriddenAt > openedAt && Long.signum(amount) * (level - overriddenTo) >= 0;
    }

    /** The tightest level at which live stops close the whole position. */
    OptionalLong level() {
        long side = -Long.signum(amount);
        List<Stop> closing = stops.values().stream()
                .filter(stop ->
                        stop.status() == StopStatus.NEW && sign(stop.ticket().side()) == side)
                .sorted((a, b) -> Long.compare(
                        side * a.ticket().trigger().units(),
                        side * b.ticket().trigger().units()))
                .toList();
        long sum = 0;
        for (Stop stop : closing) {
            sum += stop.ticket().closePosition()
                    ? Math.abs(amount)
                    : stop.ticket().quantity().units();
            if (sum >= Math.abs(amount)) {
                return OptionalLong.of(stop.ticket().trigger().units());
            }
        }
        return OptionalLong.empty();
    }

    private Outcome market(MarketTicket ticket, long now) {
        long wanted = ticket.quantity().units();
        long before = amount;
        if (wanted > largest.units()) {
            return refused(-4005);
        }
        if (ticket.reduceOnly()) {
            wanted = Math.min(wanted, reducible(ticket.side()));
            if (wanted == 0) {
                return refused(-2022);
            }
        }
        fill(sign(ticket.side()) * wanted, now);
        boolean added = Math.abs(amount) > Math.abs(before) || before * amount < 0;
        Checks.that(!ticket.reduceOnly() || !added, "S2: %s added risk", ticket);
        var report = Reports.order(ticket, Answer.OrderStatus.FILLED, new Quantity(wanted).toString(), now);
        orders.put(ticket.id(), report);
        stream.accept(new LegInput.OrderChanged(report, Optional.of(trades.get(trades.size() - 1))));
        return done(report);
    }

    private static Outcome done(Answer answer) {
        return new Outcome.Done(answer);
    }

    private static Outcome refused(int code) {
        return new Outcome.Refused(code, "refused");
    }

    /** What rests at the exchange, for messages. */
    @Override
    public String toString() {
        List<String> open = new ArrayList<>();
        open().forEach(report ->
                open.add("%s %s %s @%s".formatted(report.id(), report.side(), report.quantity(), report.trigger())));
        return "position %s since %d, price %s, open %s"
                .formatted(new BigDecimal(amount).movePointLeft(8), openedAt, new Price(price), open);
    }
}
