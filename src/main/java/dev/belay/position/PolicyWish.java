package dev.belay.position;

import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator wants of the policy of an open position.
 *
 * @param policy by name; empty for the one in force
 * @param stop a price that stands for the initial stop of the policy
 * @param override whether the level may loosen
 * @param reason why, kept in the journal
 * @param by who, kept in the journal
 * @param newest the newest prices that whoever asks has seen
 */
public record PolicyWish(
        Optional<String> policy,
        Optional<Price> stop,
        boolean override,
        String reason,
        String by,
        Map<PriceKind, Price> newest) {

    public PolicyWish {
        newest = Map.copyOf(newest);
    }

    /** The policy that is meant for the position of {@code leg}; empty when none is named so, or nothing is open. */
    public Optional<StopPolicy> policy(Leg leg, Policies policies) {
        Optional<StopPolicy> named =
                policy.isPresent() ? policy.flatMap(policies::find) : leg.open().map(Exposure::policy);
        return named.map(found -> stop.map(found::fixedAt).orElse(found));
    }
}
