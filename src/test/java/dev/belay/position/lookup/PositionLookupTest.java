package dev.belay.position.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.HeldPosition;
import dev.belay.position.HeldPosition.Standing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionLookupTest {

    private static final LegId KAVA = LegId.parse("main:KAVAUSDT:BOTH");
    private static final Outcome NOTHING = new Outcome.Done(new Answer.Positions(List.of()));

    @Test
    void aLiveLegIsTheOnlyOneAsked() {
        PositionLookup lookup = PositionLookup.of(KAVA);
        assertThat(lookup.next()).isEqualTo(new PositionLookup.Step.Ask(Source.OWN_STATE, 0));

        LookupResult result = end(lookup.legSaid(held("50", Standing.LIVE), 40));

        assertThat(result.source()).contains(Source.OWN_STATE);
        assertThat(result.position().orElseThrow().quantity()).isEqualTo(Quantity.of("50"));
        assertThat(result.tried()).hasSize(1);
    }

    @Test
    void anEmptyListIsNoAnswerAndIsAskedForAgainAfter200Milliseconds() {
        PositionLookup doubted = PositionLookup.of(KAVA).legSaid(held("50", Standing.DOUBTED), 40);
        assertThat(doubted.next()).isEqualTo(new PositionLookup.Step.Ask(Source.EXCHANGE, 0));

        PositionLookup glitched = doubted.exchangeSaid(NOTHING, 1_000, 90_000);
        assertThat(glitched.next()).isEqualTo(new PositionLookup.Step.Ask(Source.EXCHANGE, 200));

        LookupResult result = end(glitched.exchangeSaid(rows(KAVA, "-49"), 1_300, 90_000));
        assertThat(result.source()).contains(Source.EXCHANGE);
        assertThat(result.position().orElseThrow().direction()).isEqualTo(Direction.SHORT);
        assertThat(result.position().orElseThrow().quantity()).isEqualTo(Quantity.of("49"));
        assertThat(result.position().orElseThrow().provenAt()).isEqualTo(1_300);
    }

    @Test
    void aRowOfAnotherLegIsNoAnswer() {
        PositionLookup lookup = PositionLookup.of(KAVA)
                .legSaid(held("50", Standing.DOUBTED), 40)
                .exchangeSaid(rows(LegId.parse("main:KAVAUSDT:LONG"), "7"), 1_000, 10);

        assertThat(lookup.next()).isEqualTo(new PositionLookup.Step.Ask(Source.EXCHANGE, 200));
    }

    /** incidents.md #3: a stale row of the database made the stop's size. */
    @Test
    void theJournalIsNeverAskedOnceTheLegWasKnownLive() {
        LookupResult result = end(PositionLookup.of(KAVA)
                .legSaid(held("50", Standing.DOUBTED), 40)
                .exchangeSaid(NOTHING, 1_000, 10)
                .exchangeSaid(NOTHING, 1_200, 10));

        assertThat(result.position()).isEmpty();
        assertThat(result.source()).isEmpty();
        assertThat(result.story())
                .contains("OWN_STATE said: LONG 50, DOUBTED")
                .contains("EXCHANGE said: no row for this leg, which proves nothing");
        assertThat(result.readsOfTheExchange()).isEqualTo(2);
    }

    @Test
    void rightAfterARestartTheJournalAnswersWhenTheExchangeDoesNot() {
        PositionLookup lookup = PositionLookup.of(KAVA)
                .legSaid(held("50", Standing.RECOVERED), 40)
                .exchangeSaid(new Outcome.Unknown("no answer"), 1_000, 10)
                .exchangeSaid(new Outcome.NotSent("banned"), 1_200, 10);
        assertThat(lookup.next()).isEqualTo(new PositionLookup.Step.Ask(Source.JOURNAL, 0));

        LookupResult result = end(lookup.journalSaid(Optional.of(held("50", Standing.RECOVERED)), 300));

        assertThat(result.source()).contains(Source.JOURNAL);
        assertThat(result.position().orElseThrow().standing()).isEqualTo(Standing.RECOVERED);
    }

    @Test
    void aLegThatDoesNotAnswerAndHasNoJournalIsNotGuessedAt() {
        LookupResult result = end(PositionLookup.of(KAVA)
                .nothingFrom(Source.OWN_STATE, "no answer in time", 250_000)
                .exchangeSaid(NOTHING, 1_000, 10)
                .nothingFrom(Source.EXCHANGE, "no answer in time", 1_000_000)
                .journalSaid(Optional.empty(), 300));

        assertThat(result.position()).isEmpty();
        assertThat(result.tried())
                .extracting(Attempt::source)
                .containsExactly(Source.OWN_STATE, Source.EXCHANGE, Source.EXCHANGE, Source.JOURNAL);
    }

    static LookupResult end(PositionLookup lookup) {
        assertThat(lookup.next()).isInstanceOf(PositionLookup.Step.End.class);
        return ((PositionLookup.Step.End) lookup.next()).result();
    }

    static HeldPosition held(String quantity, Standing standing) {
        return new HeldPosition(KAVA, Direction.LONG, Quantity.of(quantity), standing, 900);
    }

    static Outcome rows(LegId leg, String amount) {
        return new Outcome.Done(new Answer.Positions(List.of(row(leg.symbol(), leg.side(), amount))));
    }

    static Answer.PositionRow row(Symbol symbol, PositionSide side, String amount) {
        return new Answer.PositionRow(symbol, side, new BigDecimal(amount), Price.of("0.5"), Price.ZERO, 0);
    }
}
