package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chain from the journal to the next step, in plain words. */
class WhyTest {

    private static Why why(LegHarness leg) {
        List<Why.Numbered> events = new ArrayList<>();
        for (LegEvent event : leg.journal()) {
            events.add(new Why.Numbered(events.size() + 1, event));
        }
        return leg.rules().why(leg.leg(), leg.memory(), events, leg.now());
    }

    private static String text(LegHarness leg) {
        return String.join("\n", WhyText.lines(why(leg)));
    }

    @Test
    void aProtectedPositionIsExplainedToTheLetter() {
        LegHarness leg = LegHarness.protectedLong().sleep(4_200);

        assertThat(WhyText.lines(why(leg)))
                .containsExactly(
                        "main:ETHUSDT:BOTH is OPEN, PROTECTED, after event #6",
                        "believed",
                        "  LONG 10 at 100 is open (position 1 of this leg)",
                        "      because of event #1: position adopted: LONG 10 at 100, stop wanted at 98, opened by somebody else (STREAM)",
                        "      proven by STREAM, 4.2 s ago; last seen 4.2 s ago",
                        "  disaster stop btst.ufogwl.D2: SELL all at 95 is LIVE",
                        "      because of event #5: stop btst.ufogwl.D2 rests at the exchange (ANSWER)",
                        "      proven by ANSWER, 4.2 s ago; last seen 4.2 s ago",
                        "  working stop btst.ufogwl.W3: SELL 10 at 98 is LIVE",
                        "      because of event #6: stop btst.ufogwl.W3 rests at the exchange (ANSWER)",
                        "      proven by ANSWER, 4.2 s ago; last seen 4.2 s ago",
                        "not proven, and being asked",
                        "  nothing: all of it is proven",
                        "wanted",
                        "  a working stop that closes 10 at 98 by the mark price",
                        "      because of event #1: position adopted: LONG 10 at 100, stop wanted at 98, opened by somebody else (STREAM)",
                        "  a disaster stop, which closes whatever is open, by the mark price",
                        "      because of event #2: disaster stop btst.ufogwl.D2 intended: SELL all at 95 (the position has no disaster stop)",
                        "the next step waits for",
                        "  nothing: there is none to take");
    }

    @Test
    void afterARestartItSaysThatTheExchangeHasNotSpokenYet() {
        LegHarness leg = LegHarness.protectedLong().sleep(3_600_000).crash();

        assertThat(text(leg))
                .contains("proven by STREAM, 60 min ago; not seen since this node started")
                .contains("the exchange has not spoken of it since the start");
    }

    @Test
    void aRefusedStopSaysWhenItIsTriedAgain() {
        LegHarness leg = new LegHarness().stream("10", "100");
        leg.refuse(leg.take(Request.PlaceStop.class), -4164);

        assertThat(why(leg).blocked())
                .containsExactly("the disaster stop: the exchange refused it 1 times; it is tried again in 1.0 s");
        assertThat(why(leg).unproven()).singleElement().asString().contains("whether it rests; a call about it is out");
    }

    @Test
    void aCancelThatWaitsSaysForWhat() {
        LegHarness leg = LegHarness.protectedLong().sleep(20_000).stream("8", "100");
        String old = leg.working().id();
        leg.accept(leg.take(Request.PlaceStop.class));

        assertThat(why(leg).blocked())
                .containsExactly("the cancel of " + old
                        + ": the position has to be read again first: what was read is too old or in doubt");
        leg.sleep(500).readPosition("8", "100");
        assertThat(why(leg).blocked()).singleElement().asString().contains("must be seen alive first");
    }

    @Test
    void aMoveWithoutASlotSaysThatItWaitsItsTurn() {
        LegHarness leg = LegHarness.protectedLong().slots(false).levelMovesTo("103");

        assertThat(why(leg).blocked().get(0)).contains("the turn that the order limits give it");
        assertThat(why(leg).blocked().get(1)).contains("no other proven stop closes the whole position");
        assertThat(why(leg).wanted().get(0).because()).startsWith("trailing activated by 103");
    }

    @Test
    void emptyListsAreToldAsWhatTheyAre() {
        LegHarness leg = LegHarness.protectedLong().sleep(2_500).absent();

        assertThat(text(leg)).contains("1 lists in a row did not have it, which alone proves nothing");
    }

    @Test
    void aFlatLegBelievesAndWantsNothing() {
        assertThat(text(new LegHarness()))
                .contains("no position is open")
                .contains("because no event of the journal says otherwise")
                .contains("wanted\n  nothing\n");
    }
}
