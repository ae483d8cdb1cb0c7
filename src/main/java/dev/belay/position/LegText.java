package dev.belay.position;

import dev.belay.market.PriceKind;
import dev.belay.protection.StopOrder;

/** What an event says, in one line for people: the log, the journal's readers and the dashboard use the same words. */
public final class LegText {

    private LegText() {}

    /** One line without the leg and the time. */
    public static String of(LegEvent event) {
        if (event instanceof LegEvent.Claimed e) {
            return "taken over by " + e.node();
        }
        if (event instanceof LegEvent.Rebuilt e) {
            return "rebuilt from what the exchange says; nothing before counts: %s (by %s)"
                    .formatted(e.because(), e.by());
        }
        if (event instanceof LegEvent.AlarmRaised e) {
            return "ALARM " + e.alarm() + ": " + e.text();
        }
        if (event instanceof LegEvent.Filled e) {
            return "filled: %s %s at %s, profit %s, commission %s %s (trade %d, %s)"
                    .formatted(
                            e.side(),
                            e.quantity(),
                            e.price(),
                            e.realizedProfit().toPlainString(),
                            e.commission().toPlainString(),
                            e.commissionAsset(),
                            e.tradeId(),
                            e.proof().kind());
        }
        if (event instanceof LegEvent.FundingPaid e) {
            return "funding: %s %s (payment %d)".formatted(e.amount().toPlainString(), e.asset(), e.paymentId());
        }
        String position = ofPosition(event);
        return position.isEmpty() ? ofOrders(event) : position;
    }

    private static String ofPosition(LegEvent event) {
        if (event instanceof LegEvent.EntryDecided e) {
            return "entry decided: %s %s at about %s, stop %s first (by %s)"
                    .formatted(
                            e.plan().direction(),
                            e.plan().quantity(),
                            e.plan().reference(),
                            e.plan().stop(),
                            e.by());
        }
        if (event instanceof LegEvent.EntryAbandoned e) {
            return "entry abandoned: " + e.reason();
        }
        if (event instanceof LegEvent.PositionOpened e) {
            return "position %s: %s %s at %s, stop wanted at %s%s%s (%s)"
                    .formatted(
                            e.ownEntry() ? "opened" : "adopted",
                            e.direction(),
                            e.quantity(),
                            e.entryPrice(),
                            e.trail().level(),
                            by(e.policy().price()),
                            e.ownEntry() ? "" : ", opened by somebody else",
                            e.proof().kind());
        }
        if (event instanceof LegEvent.PositionResized e) {
            return "position is now %s at %s, stop wanted at %s (%s)"
                    .formatted(
                            e.quantity(),
                            e.entryPrice(),
                            e.trail().level(),
                            e.proof().kind());
        }
        if (event instanceof LegEvent.PositionClosed e) {
            return "position closed (" + e.proof().kind() + ")";
        }
        return ofTrailing(event);
    }

    private static String ofTrailing(LegEvent event) {
        if (event instanceof LegEvent.PeakMoved e) {
            return "best price " + e.peak();
        }
        if (event instanceof LegEvent.TrailingActivated e) {
            return "trailing activated by %s: best price %s, stop wanted at %s"
                    .formatted(e.price(), e.trail().peak(), e.trail().level());
        }
        if (event instanceof LegEvent.LevelMoved e) {
            return "stop wanted at %s, was %s (best price %s)"
                    .formatted(e.trail().level(), e.from(), e.trail().peak());
        }
        if (event instanceof LegEvent.PolicyChanged e) {
            return "policy is now %s, stop wanted at %s%s: %s (by %s)"
                    .formatted(
                            e.policy().name(), e.trail().level(), by(e.policy().price()), e.reason(), e.by());
        }
        if (event instanceof LegEvent.LevelOverridden e) {
            return "OVERRIDE: stop loosened from %s to %s: %s (by %s)"
                    .formatted(e.from(), e.trail().level(), e.reason(), e.by());
        }
        if (event instanceof LegEvent.LevelHit e) {
            return "price %s is through the stop at %s".formatted(e.price(), e.level());
        }
        if (event instanceof LegEvent.CloseDecided e) {
            return "close at market: %s (by %s)".formatted(e.reason(), e.by());
        }
        return "";
    }

    private static String ofOrders(LegEvent event) {
        if (event instanceof LegEvent.OrderIntended e) {
            return "%s order %s: %s %s at market".formatted(e.purpose(), e.id(), e.side(), e.quantity());
        }
        if (event instanceof LegEvent.OrderRefused e) {
            return "order %s refused: %d %s".formatted(e.id(), e.code(), e.message());
        }
        if (event instanceof LegEvent.OrderEnded e) {
            return "order %s %s, filled %s (%s)"
                    .formatted(e.id(), e.how(), e.filled(), e.proof().kind());
        }
        if (event instanceof LegEvent.OrderNotPlaced e) {
            return "order %s was not placed (%s)".formatted(e.id(), e.proof().kind());
        }
        return ofStops(event);
    }

    private static String ofStops(LegEvent event) {
        if (event instanceof LegEvent.StopIntended e) {
            return "%s %s intended: %s %s at %s%s (%s)"
                    .formatted(
                            slot(e.slot()),
                            e.id(),
                            e.side(),
                            quantity(e),
                            e.trigger(),
                            by(e.triggeredBy()),
                            e.because());
        }
        if (event instanceof LegEvent.StopIntendedAgain e) {
            return "stop " + e.id() + " is sent again";
        }
        if (event instanceof LegEvent.StopConfirmed e) {
            return "stop %s rests at the exchange (%s)"
                    .formatted(e.id(), e.proof().kind());
        }
        if (event instanceof LegEvent.StopRefused e) {
            return "stop %s refused: %d %s".formatted(e.id(), e.code(), e.message());
        }
        if (event instanceof LegEvent.StopDoubted e) {
            return "stop " + e.id() + " cannot be found; it is placed again under its id";
        }
        if (event instanceof LegEvent.StopTriggered e) {
            return "stop " + e.id() + " has fired";
        }
        return ofStopEnds(event);
    }

    private static String ofStopEnds(LegEvent event) {
        if (event instanceof LegEvent.StopEnded e) {
            String filled = e.filled().isZero() ? "" : ", filled " + e.filled();
            return "stop %s %s%s (%s)"
                    .formatted(e.id(), e.how(), filled, e.proof().kind());
        }
        if (event instanceof LegEvent.StopNotPlaced e) {
            return "stop %s was not placed (%s)".formatted(e.id(), e.proof().kind());
        }
        if (event instanceof LegEvent.StopAdopted e) {
            return "%s %s at %s%s found at the exchange and adopted"
                    .formatted(slot(e.slot()), e.id(), e.trigger(), by(e.triggeredBy()));
        }
        if (event instanceof LegEvent.StopCarriedOver e) {
            return "stop " + e.id() + " was decided when this position was open already, and guards it";
        }
        if (event instanceof LegEvent.CancelIntended e) {
            String cover = e.coveredBy().isEmpty() ? "the position is closed" : e.coveredBy() + " protects instead";
            return "stop %s is cancelled: %s".formatted(e.id(), cover);
        }
        return event.getClass().getSimpleName();
    }

    /** Says of a level which price it is of; nothing of the mark price, which is the usual one. */
    static String by(PriceKind kind) {
        return kind == PriceKind.LAST ? " by the last price" : "";
    }

    private static String slot(StopOrder.Slot slot) {
        return slot == StopOrder.Slot.DISASTER ? "disaster stop" : "working stop";
    }

    private static String quantity(LegEvent.StopIntended e) {
        return e.slot() == StopOrder.Slot.DISASTER ? "all" : e.quantity().toString();
    }
}
