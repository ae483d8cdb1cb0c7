package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A position larger than one market order may be has several working stops, and is moved piece by piece. */
class LegLargePositionTest {

    private final LegHarness leg = new LegHarness(LegHarness.termsWithMost("4")).stream("10", "100");

    /** Places what is missing until nothing is asked for any more, and returns the quantities in order. */
    private List<String> placed() {
        List<String> quantities = new ArrayList<>();
        while (leg.isOut(Request.PlaceStop.class)) {
            Request.PlaceStop place = leg.take(Request.PlaceStop.class);
            quantities.add(place.ticket().quantity().toString());
            leg.accept(place);
        }
        return quantities;
    }

    @Test
    void hasAsManyStopsAsItTakesAndIsProtectedByThemTogether() {
        assertThat(placed()).containsExactly("0", "4", "4", "2");

        Protection protection = Protection.of(leg.leg());
        assertThat(protection.state()).isEqualTo(Protection.State.PROTECTED);
        assertThat(protection.covered()).isEqualTo(Price.of("98"));
        leg.pass(60_000);
        assertThat(leg.isOut(Request.PlaceStop.class)).isFalse();
    }

    @Test
    void isNotProtectedWhileAPieceIsMissing() {
        leg.accept(leg.take(Request.PlaceStop.class)).accept(leg.take(Request.PlaceStop.class));

        Protection protection = Protection.of(leg.leg());
        assertThat(protection.state()).isEqualTo(Protection.State.ADJUSTING);
        assertThat(protection.covered()).as("only D closes all").isEqualTo(Price.of("95"));
    }

    @Test
    void noPieceIsCancelledBeforeTheOthersCloseAllWithoutIt() {
        placed();
        leg.present("10", "100").levelMovesTo("103");

        for (int step = 0; step < 40; step++) {
            leg.pass(250);
            answerAll();
            assertThat(levelOf(leg.leg())).isIn(Price.of("98"), Price.of("103"));
            assertThat(leg.leg().stops().all()).hasSizeLessThanOrEqualTo(6);
        }

        assertThat(Protection.of(leg.leg()).state()).isEqualTo(Protection.State.PROTECTED);
        assertThat(levelOf(leg.leg())).isEqualTo(Price.of("103"));
    }

    private static Price levelOf(Leg leg) {
        Exposure exposure = leg.open().orElseThrow();
        return leg.stops()
                .level(exposure.direction(), exposure.quantity(), leg.epoch())
                .orElseThrow();
    }

    private void answerAll() {
        if (leg.isOut(Request.PlaceStop.class)) {
            leg.accept(leg.take(Request.PlaceStop.class));
        }
        if (leg.isOut(Request.ReadPositions.class)) {
            leg.readPosition("10", "100");
        }
        if (leg.isOut(Request.QueryStop.class)) {
            leg.tellStop(Answer.StopStatus.NEW);
        }
        if (leg.isOut(Request.CancelStop.class)) {
            Request.CancelStop cancel = leg.take(Request.CancelStop.class);
            leg.done(cancel, new Answer.Cancelled(cancel.id()));
        }
    }

    @Test
    void growingReplacesOnlyTheLastPiece() {
        placed();

        leg.sleep(10).stream("11", "100");

        assertThat(placed()).containsExactly("3");
        assertThat(leg.leg().stops().of(StopOrder.Slot.WORKING, 1)).hasSize(4);
    }

    @Test
    void theExitIsCutToWhatOneOrderMayBe() {
        placed();
        leg.hear(new LegInput.CloseWanted("enough", "operator"));

        assertThat(leg.take(Request.PlaceMarket.class).ticket().quantity()).hasToString("4");
    }
}
