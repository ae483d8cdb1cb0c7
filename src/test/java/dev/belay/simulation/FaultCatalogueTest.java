package dev.belay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultCatalogueTest {

    private static final Set<String> REFUSALS = Set.of("refused -2022", "refused -2011", "refused -4116");

    @Test
    void everyIdStrikesHereOrHasItsReason() {
        Set<String> here = FaultCatalogue.struck(EnumSet.allOf(Mishap.class), REFUSALS);
        List<String> elsewhere = FaultCatalogue.elsewhere().values().stream()
                .flatMap(List::stream)
                .toList();

        assertThat(FaultCatalogue.all()).hasSize(113).containsAll(here).containsAll(elsewhere);
        assertThat(elsewhere).doesNotContainAnyElementsOf(here).doesNotHaveDuplicates();
        assertThat(here.size() + elsewhere.size()).isEqualTo(113);
        assertThat(FaultCatalogue.missing(here)).isEmpty();
    }

    @Test
    void whatTheExchangeDidNotSayDidNotStrike() {
        assertThat(FaultCatalogue.struck(Set.of(Mishap.EVENT_LOST), Set.of("refused -2011")))
                .containsExactly("R17", "U1");
        assertThat(FaultCatalogue.missing(Set.of("R17"))).startsWith("R1 R2 ").doesNotContain("R17", "C1");
    }
}
