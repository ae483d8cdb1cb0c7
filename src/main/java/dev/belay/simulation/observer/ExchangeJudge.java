package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.simulator.engine.AlgoStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges S1 to S4, S8, L1 to L4 and L7 of reliability §3 by nothing but what an exchange sees. Every request of an
 * account's key is taken for the guard's; people act at the exchange without one.
 *
 * <p>Liveness is asked for only outside the excuses that whoever runs the world tells, and from the end of the last
 * excuse the guard has its full time again. Not thread-safe.
 */
public final class ExchangeJudge {

    private static final int NO_SUCH_ORDER = -2013;

    private final JudgeTerms terms;
    private final Findings findings = new Findings();
    private final Excuses excuses = new Excuses();
    private final Map<LegId, ObservedLeg> legs = new LinkedHashMap<>();
    private final Map<String, ObservedLeg> legOfId = new HashMap<>();
    private final CoverJudge cover;
    private final ProtectionJudge protection;
    private final OrderJudge orders;
    private final RequestJudge requests;
    private final CalmJudge calm = new CalmJudge(findings);
    private long observed;
    private long now;

    public ExchangeJudge(JudgeTerms terms) {
        this.terms = terms;
        this.cover = new CoverJudge(terms, excuses, findings, legs.values());
        this.orders = new OrderJudge(terms, findings);
        this.protection = new ProtectionJudge(terms, excuses, findings, cover, orders);
        this.requests = new RequestJudge(terms, findings);
    }

    /** The next thing that the exchange saw, in its order. */
    public void see(Observed what) {
        observed++;
        pass(what.at());
        if (what instanceof Observed.PriceSeen price) {
            calm.price(price);
        } else if (what instanceof Observed.RequestSeen request) {
            request(request);
        } else if (what instanceof Observed.StopSeen stop) {
            stop(stop);
        } else if (what instanceof Observed.OrderSeen order) {
            order(order);
        } else if (what instanceof Observed.PositionSeen position) {
            position(position);
        } else if (what instanceof Observed.FillSeen fill) {
            fill(fill);
        } else {
            rare(what);
        }
    }

    private void pass(long at) {
        now = Math.max(now, at);
        protection.pass(at);
        cover.check(now);
    }

    private void rare(Observed what) {
        if (what instanceof Observed.FaultSeen fault) {
            findings.count("fault " + fault.fault());
            calm.troubled();
        } else if (what instanceof Observed.AccountSeen account) {
            legs.keySet().removeIf(leg -> leg.account().name().equals(account.account()));
            orders.forget(account.account());
            calm.disturbed(account.at());
        } else if (what instanceof Observed.Commanded command) {
            leg(command.leg()).disturbedAt = command.at();
        } else if (what instanceof Observed.Follows follows) {
            leg(follows.leg()).follow(follows.kind(), follows.at());
            cover.changed(leg(follows.leg()), Cause.OPENED, follows.at());
        } else if (what instanceof Observed.Overridden override) {
            leg(override.leg()).overridden(override.level());
            leg(override.leg()).disturbedAt = override.at();
        }
    }

    private ObservedLeg leg(LegId id) {
        return legs.computeIfAbsent(id, ObservedLeg::new);
    }

    private void request(Observed.RequestSeen request) {
        protection.request(request);
        requests.request(request);
        if (request.code() == NO_SUCH_ORDER) {
            denied(request.id());
        }
        if (request.isAct() && !terms.isEntry(request.id())) {
            legOf(request).ifPresent(leg -> calm.act(leg, request));
        }
    }

    private void denied(String id) {
        ObservedLeg leg = legOfId.get(id);
        if (leg != null && leg.stops.stream().anyMatch(stop -> stop.id().equals(id))) {
            orders.denied(id);
        }
    }

    private Optional<ObservedLeg> legOf(Observed.RequestSeen request) {
        ObservedLeg named = legOfId.get(request.id());
        return named != null
                ? Optional.of(named)
                : legs.values().stream()
                        .filter(leg -> CalmJudge.isNamed(leg.id, request))
                        .findFirst();
    }

    private void stop(Observed.StopSeen seen) {
        if (!terms.isOurs(seen.id())) {
            return;
        }
        ObservedLeg leg = leg(seen.leg());
        if (leg.firingEnds(seen)) {
            cover.changed(leg, Cause.TRIGGERED, seen.at());
        }
        Optional<ObservedStop> known = leg.stop(seen.number());
        if (seen.status() == AlgoStatus.NEW && known.isEmpty()) {
            accepted(leg, seen);
        } else if (seen.status() != AlgoStatus.NEW) {
            findings.count("stop " + seen.status());
            known.ifPresent(stop -> ended(leg, stop, seen));
        }
    }

    private void accepted(ObservedLeg leg, Observed.StopSeen seen) {
        ObservedStop stop = new ObservedStop(
                seen.number(),
                seen.id(),
                seen.side(),
                seen.quantity(),
                seen.trigger(),
                seen.closePosition(),
                seen.triggeredBy(),
                seen.at(),
                observed);
        leg.stops.add(stop);
        legOfId.put(seen.id(), leg);
        orders.accepted(leg, stop);
        cover.changed(leg, Cause.OWN_ACT, seen.at());
    }

    private void ended(ObservedLeg leg, ObservedStop stop, Observed.StopSeen seen) {
        orders.gone(leg);
        if (seen.status() == AlgoStatus.CANCELED) {
            protection.cancelled(leg, stop, seen.at());
            return;
        }
        leg.stops.remove(stop);
        leg.endedByOthers(stop, seen.at());
        leg.disturbedAt = seen.at();
        orders.endedByOthers(stop);
        cover.changed(leg, Cause.TRIGGERED, seen.at());
    }

    private void order(Observed.OrderSeen order) {
        if (terms.isOurs(order.id())) {
            orders.order(order);
        }
    }

    private void position(Observed.PositionSeen position) {
        if (position.before() == position.after()) {
            return;
        }
        ObservedLeg leg = leg(position.leg());
        leg.changed(position.before(), position.after(), observed, position.at());
        leg.disturbedAt = position.at();
        cover.changed(leg, cause(position.before(), position.after()), position.at());
    }

    /** What only reduces takes no protection away, so that it gives no new time either. */
    private static Cause cause(long before, long after) {
        if (Long.signum(before) != Long.signum(after)) {
            return Cause.OPENED;
        }
        return Math.abs(after) > Math.abs(before) ? Cause.INCREASED : Cause.OWN_ACT;
    }

    private void fill(Observed.FillSeen fill) {
        ObservedLeg leg = leg(fill.leg());
        if (terms.isEntry(fill.id())) {
            leg.wasGrownByUs();
            protection.grownByUs(leg, fill);
        } else if (terms.isOurs(fill.id())) {
            orders.filled(leg, fill);
        }
    }

    /** From {@code from} on the guard can do nothing, because of {@code why}. */
    public void excuse(String why, long from) {
        pass(from);
        excuses.begin(why, from);
        requests.deaf(from);
        calm.troubled();
    }

    /** What {@link #excuse} said is over. */
    public void excuseOver(String why, long at) {
        pass(at);
        excuses.end(why, at);
        cover.excuseOver(at);
    }

    /** All faults are over: from now on everything must come to rest. */
    public void heal(long at) {
        pass(at);
        cover.heal(at);
        calm.calmFrom(at + terms.converge());
    }

    /** The run is over. */
    public void end(long at) {
        protection.settle();
        pass(at);
        cover.end(at);
    }

    /** The promises that were not kept so far, in the order in which that was found. */
    public List<Violation> violations() {
        return findings.violations();
    }

    /** Whether any promise was not kept so far. */
    public boolean hasViolations() {
        return findings.areBad();
    }

    /** What it comes to so far; times up to the last end of a stretch, or up to {@link #end}. */
    public JudgeFigures figures() {
        return new JudgeFigures(
                observed,
                cover.positionMillis(),
                cover.uncoveredMillis(),
                cover.longest(),
                orders.mostOfLeg(),
                orders.mostOfAccount(),
                excuses.totals(now),
                findings.seen(),
                requests.peaks());
    }

    /** The open positions and their stops, a leg a line, for a report. */
    public String inWords() {
        StringBuilder text = new StringBuilder();
        legs.values().stream()
                .filter(leg -> leg.isOpen() || !leg.stops.isEmpty())
                .sorted(Comparator.comparing(leg -> leg.id))
                .forEach(leg ->
                        text.append(leg.id).append(": ").append(leg.inWords()).append('\n'));
        return text.toString();
    }
}
