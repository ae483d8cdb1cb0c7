package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.position.AccountEvidence.Piece;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountEvidenceTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final LegId OTHER = LegId.parse("main:BTCUSDT:BOTH");

    private final AccountEvidence evidence = new AccountEvidence(new Account("main"));
    private final Answer.PositionRow open = Reports.row("10", "100", NOW);
    private final Answer.PositionRow flat = Reports.row("0", "0", NOW);
    private final LegId leg = evidence.leg(open.symbol(), open.positionSide());

    @Test
    void aGuardedLegHearsThatItIsNotListed() {
        assertThat(evidence.of(new Answer.Positions(List.of(open)), NOW, Set.of(leg, OTHER)))
                .containsExactlyInAnyOrder(
                        new Piece(leg, new LegInput.PositionRead(Optional.of(open), NOW)),
                        new Piece(OTHER, new LegInput.PositionRead(Optional.empty(), NOW)));
    }

    @Test
    void aFlatRowIsEvidenceForAGuardedLegOnly() {
        assertThat(evidence.of(new Answer.Positions(List.of(flat)), NOW, Set.of()))
                .isEmpty();
        assertThat(evidence.of(new Answer.Positions(List.of(flat)), NOW, Set.of(leg)))
                .containsExactly(new Piece(leg, new LegInput.PositionRead(Optional.of(flat), NOW)));
    }

    @Test
    void aPositionThatNobodyGuardsIsTold() {
        assertThat(evidence.of(new Answer.Positions(List.of(open)), NOW, Set.of()))
                .containsExactly(new Piece(leg, new LegInput.PositionRead(Optional.of(open), NOW)));
    }

    @Test
    void aGuardedLegWithoutStopsHearsThatToo() {
        assertThat(evidence.of(new Answer.Stops(List.of()), NOW, Set.of(OTHER)))
                .containsExactly(new Piece(OTHER, new LegInput.StopsRead(List.of(), NOW)));
    }

    @Test
    void whatIsNotUnderstoodIsEvidenceForNobody() {
        assertThat(evidence.of(new UserEvent.Other("GRID_UPDATE", NOW))).isEmpty();
        assertThat(evidence.of(new UserEvent.PositionsChanged("ORDER", List.of(open), NOW)))
                .containsExactly(new Piece(leg, new LegInput.PositionChanged(open)));
    }
}
