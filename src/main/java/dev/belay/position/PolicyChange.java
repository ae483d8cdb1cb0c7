package dev.belay.position;

import dev.belay.market.SymbolRules;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an operator's wish for another policy of an open position. The level in force stays when the new policy
 * would have a looser one; only an override lets it loosen. The disaster stop stays what it is in every case.
 *
 * @param events what is written down, empty when the wish is refused
 * @param text what the operator is told: what has changed, or why nothing has
 */
public record PolicyChange(List<LegEvent> events, String text) {

    public PolicyChange {
        events = List.copyOf(events);
    }

    /** Whether anything changes. */
    public boolean isAccepted() {
        return !events.isEmpty();
    }

    /** What follows from {@code wanted} at the exchange time {@code now}. */
    static PolicyChange of(Leg leg, LegInput.PolicyWanted wanted, SymbolRules rules, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return refused(leg.id() + " has no open position");
        }
        if (leg.closing() != null) {
            return refused("%s is being closed: %s".formatted(leg.id(), leg.closing()));
        }
        if (exposure.hitAt() > 0) {
            return refused("the price went through the stop at %s, which is firing"
                    .formatted(exposure.trail().level()));
        }
        return wanted.policy()
                .map(policy -> new Decision(leg, exposure, wanted.wish(), policy, rules, now).outcome())
                .orElseGet(() -> refused("no policy is named "
                        + wanted.wish().policy().orElse("")
                        + "; \"belay config show\" lists those of the configuration"));
    }

    private static PolicyChange refused(String why) {
        return new PolicyChange(List.of(), why);
    }

    /** All that is looked at for one wish. */
    private record Decision(
            Leg leg,
            Exposure exposure,
            PolicyWish wish,
            StopPolicy policy,
            Trail kept,
            Trail free,
            Price disaster,
            long now) {

        Decision(Leg leg, Exposure exposure, PolicyWish wish, StopPolicy policy, SymbolRules rules, long now) {
            this(
                    leg,
                    exposure,
                    wish,
                    policy,
                    exposure.trail().under(policy, rules, now),
                    exposure.trail().freelyUnder(policy, rules, now),
                    leg.stops()
                            .of(StopOrder.Slot.DISASTER, leg.epoch())
                            .findFirst()
                            .map(StopOrder::trigger)
                            .orElseGet(() -> DisasterLevel.of(exposure, rules)),
                    now);
        }

        PolicyChange outcome() {
            boolean loosens = isLooser() && wish.override();
            Trail after = loosens ? free : kept;
            if (newestPrice().isEmpty()) {
                return refused(
                        "the newest %s price of %s is not known, so that nobody can say whether the stop would fire at once; try again"
                                .formatted(policy.price(), leg.id().symbol()));
            }
            if (isThrough(after)) {
                return refused(
                        "the policy %s would have the stop at %s, and the %s price is %s: that would close the position at once. Close it, or choose another policy"
                                .formatted(
                                        policy.name(),
                                        after.level(),
                                        policy.price(),
                                        newestPrice().orElseThrow()));
            }
            if (loosens && !exposure.direction().isBetter(free.level(), disaster)) {
                return refused(
                        "the policy %s would have the stop at %s, but the disaster stop at %s fires first, and that is never cancelled"
                                .formatted(policy.name(), free.level(), disaster));
            }
            return loosens ? overridden() : changed();
        }

        private boolean isLooser() {
            return exposure.direction().isBetter(kept.level(), free.level());
        }

        private boolean isThrough(Trail after) {
            boolean same = after.level().equals(exposure.trail().level()) && isOfTheSamePrice();
            return !same
                    && newestPrice()
                            .filter(price -> exposure.direction().isThrough(price, after.level()))
                            .isPresent();
        }

        /** Of the kind that the policy follows; the best price so far stands for one that is missing. */
        private Optional<Price> newestPrice() {
            Optional<Price> told = Optional.ofNullable(wish.newest().get(policy.price()));
            return isOfTheSamePrice()
                    ? told.or(() -> Optional.of(exposure.trail().peak()))
                    : told;
        }

        private boolean isOfTheSamePrice() {
            return policy.price() == exposure.policy().price();
        }

        private PolicyChange changed() {
            String stop = isLooser()
                    ? "the stop stays at %s%s; by itself the policy would have it at %s, and loosening needs --override"
                            .formatted(kept.level(), LegText.by(policy.price()), free.level())
                    : "the stop is wanted at " + kept.level() + LegText.by(policy.price());
            if (policy.equals(exposure.policy())
                    && kept.level().equals(exposure.trail().level())) {
                return refused("the policy is %s already; %s".formatted(policy.name(), stop));
            }
            return new PolicyChange(
                    List.of(policyChanged()), "the policy is %s now; %s".formatted(policy.name(), stop));
        }

        private LegEvent policyChanged() {
            return new LegEvent.PolicyChanged(policy, kept, wish.reason(), wish.by(), now);
        }

        private PolicyChange overridden() {
            List<LegEvent> events = new ArrayList<>();
            if (!policy.equals(exposure.policy())) {
                events.add(policyChanged());
            }
            events.add(new LegEvent.LevelOverridden(kept.level(), free, wish.reason(), wish.by(), now));
            return new PolicyChange(
                    events,
                    "the policy is %s now, and the stop is loosened from %s to %s%s by override"
                            .formatted(policy.name(), kept.level(), free.level(), LegText.by(policy.price())));
        }
    }
}
