package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final LegId ETH = LegId.parse("main:ETHUSDT:SHORT");
    private static final StopPolicy CAREFUL = StopPolicy.DEFAULT.with("careful", List.of());
    private static final StopPolicy TIGHT = StopPolicy.DEFAULT.with("tight", List.of());
    private static final List<StopPolicy> ALL = List.of(StopPolicy.DEFAULT, CAREFUL, TIGHT);

    @Test
    void theFirstTemplateThatMatchesWins() {
        var policies = new Policies(
                ALL,
                List.of(
                        new PolicyTemplate(null, new Symbol("BTCUSDT"), Direction.LONG, "careful"),
                        new PolicyTemplate(new Account("main"), new Symbol("BTCUSDT"), null, "tight"),
                        new PolicyTemplate(new Account("other"), null, null, "tight")));

        assertThat(policies.of(BTC, Direction.LONG)).isEqualTo(CAREFUL);
        assertThat(policies.of(BTC, Direction.SHORT)).isEqualTo(TIGHT);
        assertThat(policies.of(ETH, Direction.SHORT)).as("none matches").isEqualTo(StopPolicy.DEFAULT);
        assertThat(policies.of(LegId.parse("other:ETHUSDT:BOTH"), Direction.LONG))
                .isEqualTo(TIGHT);
    }

    @Test
    void aTemplateWithoutItsPolicyIsRefused() {
        var template = new PolicyTemplate(null, null, null, "none");

        assertThatThrownBy(() -> new Policies(ALL, List.of(template)))
                .hasMessageContaining("none")
                .hasMessageContaining("[careful, default, tight]");
    }

    @Test
    void aWiderTemplateCoversANarrowerOne() {
        var any = new PolicyTemplate(null, null, null, "tight");
        var shorts = new PolicyTemplate(null, null, Direction.SHORT, "tight");
        var btc = new PolicyTemplate(null, new Symbol("BTCUSDT"), null, "careful");

        assertThat(any.covers(btc)).isTrue();
        assertThat(any.covers(any)).isTrue();
        assertThat(btc.covers(any)).isFalse();
        assertThat(shorts.covers(btc)).isFalse();
    }
}
