package dev.belay.trailing;

import dev.belay.money.Direction;
import dev.belay.money.LegId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The policies of the configuration, by name, and which position gets which. */
public final class Policies {

    private final Map<String, StopPolicy> byName;
    private final StopPolicy standard;
    private final List<PolicyTemplate> templates;

    /** Each template names one of {@code all}; one of these is named {@value StopPolicy#DEFAULT_NAME}. */
    public Policies(Collection<StopPolicy> all, List<PolicyTemplate> templates) {
        this.byName = new TreeMap<>();
        all.forEach(policy -> byName.put(policy.name(), policy));
        this.standard = required(StopPolicy.DEFAULT_NAME);
        this.templates = List.copyOf(templates);
        templates.forEach(template -> required(template.policy()));
    }

    /** One policy for every position. */
    public static Policies always(StopPolicy policy) {
        return new Policies(List.of(policy.with(StopPolicy.DEFAULT_NAME, policy.rules())), List.of());
    }

    private StopPolicy required(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no policy is named %s; there are %s".formatted(name, byName.keySet())));
    }

    /** All of them, in full: the same policies are the same text in every process. */
    @Override
    public String toString() {
        return "Policies[%s, %s]".formatted(byName.values(), templates);
    }

    /** The policy that is named so. */
    public Optional<StopPolicy> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names of all policies, in order. */
    public Collection<String> names() {
        return byName.keySet();
    }

    /** The policy of the first template that matches a position of {@code leg}, or the default. */
    public StopPolicy of(LegId leg, Direction direction) {
        return templates.stream()
                .filter(template -> template.matches(leg, direction))
                .findFirst()
                .map(template -> required(template.policy()))
                .orElse(standard);
    }
}
