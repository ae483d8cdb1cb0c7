package dev.belay.simulation.observer;

import static dev.belay.simulation.observer.Scene.START;
import static dev.belay.simulation.observer.Scene.guarded;
import static dev.belay.simulation.observer.Scene.ours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.PriceKind;
import dev.belay.money.Side;
import dev.belay.simulator.engine.AlgoStatus;
import org.junit.jupiter.api.Test;

/** S1 to S4 and S8, each kept and each broken, in sequences made by hand. */
class ExchangeJudgeSafetyTest {

    private static final long LATE = 20_000;

    @Test
    void aStopMayGoWhenATighterOneRests() {
        Scene scene = guarded().working(LATE, "W2", Side.SELL, "1", "96").cancel(LATE + 10, LATE + 20, "W1");

        assertThat(scene.broken(LATE + 1_000)).isEmpty();
        assertThat(scene.judge.figures().longestUncovered()).doesNotContainKey(Cause.OWN_ACT);
    }

    @Test
    void cancellingFirstIsCaughtEvenWhileTheDisasterStopRests() {
        Scene scene = guarded().cancel(LATE, LATE + 20, "W1").working(LATE + 30, "W2", Side.SELL, "1", "96");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
        assertThat(scene.judge.violations().get(0).what()).contains(ours("W1"), "from 95 to 90");
    }

    @Test
    void cancellingTheLastStopIsCaughtAndCountedAsOwnAct() {
        Scene scene = guarded().cancel(LATE, LATE + 20, "D1").cancel(LATE, LATE + 30, "W1");
        scene.working(LATE + 530, "W2", Side.SELL, "1", "96");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
        assertThat(scene.judge.figures().longestUncovered()).containsEntry(Cause.OWN_ACT, 500L);
    }

    @Test
    void aShortsStopIsLooserWhenItIsHigher() {
        Scene scene = new Scene()
                .position(0, "-1")
                .working(100, "W1", Side.BUY, "1", "105")
                .working(LATE, "W2", Side.BUY, "1", "104")
                .cancel(LATE, LATE + 10, "W1");
        assertThat(scene.judge.violations()).isEmpty();

        scene.working(LATE + 20, "W3", Side.BUY, "1", "106").cancel(LATE + 30, LATE + 40, "W2");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
    }

    @Test
    void smallStopsTogetherMakeALevel() {
        Scene scene = new Scene()
                .position(0, "3")
                .working(100, "W1", Side.SELL, "3", "94")
                .working(LATE, "W2", Side.SELL, "1", "96")
                .working(LATE, "W3", Side.SELL, "2", "95")
                .cancel(LATE + 10, LATE + 20, "W1");
        assertThat(scene.judge.violations()).isEmpty();

        scene.cancel(LATE + 30, LATE + 40, "W2");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
    }

    @Test
    void whatAPersonCancelsIsNotOurAct() {
        Scene scene = guarded()
                .ended(LATE, "W1", AlgoStatus.CANCELED)
                .request(LATE + 5, "GET", "/fapi/v1/openAlgoOrders", "")
                .working(LATE + 900, "W2", Side.SELL, "1", "95");

        assertThat(scene.broken(LATE + 1_000)).isEmpty();
        assertThat(scene.judge.figures().seen()).containsEntry("stop cancelled by others", 1L);
    }

    @Test
    void theStopOfAnEarlierPositionMayGo() {
        Scene scene = new Scene()
                .position(0, "1")
                .working(100, "W1", Side.SELL, "1", "99")
                .position(5_000, "0")
                .position(6_000, "1")
                .working(7_000, "W2", Side.SELL, "1", "95")
                .cancel(LATE, LATE + 10, "W1");

        assertThat(scene.broken(LATE + 1_000)).isEmpty();
    }

    @Test
    void theStopThatWasPlacedForAnEntryIsNoneOfAnEarlierPosition() {
        Scene scene = new Scene()
                .working(0, "W1", Side.SELL, "1", "95")
                .filled(100, ours("E2"), "1")
                .disaster(200, "D3", Side.SELL, "90")
                .cancel(LATE, LATE + 10, "W1");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
    }

    @Test
    void nobodyKnowsAtOnceThatSomebodyElseGrewThePosition() {
        Scene soon = guarded().working(LATE, "W2", Side.SELL, "1", "96").position(LATE + 5, "2");
        soon.cancel(LATE + 1, LATE + 5_000, "W1");
        assertThat(soon.broken(LATE + 5_001)).isEmpty();

        Scene late = guarded().working(LATE, "W2", Side.SELL, "1", "96").position(LATE + 5, "2");
        late.cancel(LATE + 13_000, LATE + 13_010, "W1");
        assertThat(late.broken(LATE + 13_011)).contains("S1");
    }

    @Test
    void whoeverHasPlacedAStopKnowsOfThePosition() {
        assertThat(guarded().cancel(1_000, 1_010, "W1").broken(1_100)).containsExactly("S1");
    }

    @Test
    void thatThePositionWasLargerExcusesNothing() {
        Scene scene = new Scene()
                .position(0, "2")
                .working(100, "W1", Side.SELL, "2", "95")
                .position(LATE, "1")
                .working(LATE + 100, "W2", Side.SELL, "1", "96")
                .cancel(LATE + 200, LATE + 210, "W2");

        assertThat(scene.broken(LATE + 300)).containsExactly("S1");
    }

    @Test
    void aPositionThatCameBackLargerIsJudgedAsItWasKnown() {
        Scene scene = guarded()
                .working(LATE, "W2", Side.SELL, "1", "96")
                .position(LATE + 100, "0")
                .ended(LATE + 100, "D1", AlgoStatus.EXPIRED)
                .position(LATE + 200, "2")
                .working(LATE + 300, "W3", Side.SELL, "1", "97")
                .working(LATE + 400, "W4", Side.SELL, "1", "98")
                .cancel(LATE + 500, LATE + 510, "W3");

        assertThat(scene.broken(LATE + 600)).isEmpty();
    }

    @Test
    void whatEndsWhileTheCancelIsOnItsWayIsNobodysFault() {
        Scene crossing = guarded().working(LATE, "W2", Side.SELL, "1", "96");
        crossing.ended(LATE + 50, "W2", AlgoStatus.CANCELED).cancel(LATE + 40, LATE + 80, "W1");
        assertThat(crossing.broken(LATE + 100)).isEmpty();

        Scene unheard = guarded().working(LATE, "W2", Side.SELL, "1", "96");
        unheard.ended(LATE + 50, "W2", AlgoStatus.CANCELED).cancel(LATE + 150, LATE + 170, "W1");
        assertThat(unheard.broken(LATE + 200)).isEmpty();

        Scene known = guarded().working(LATE, "W2", Side.SELL, "1", "96");
        known.ended(LATE + 50, "W2", AlgoStatus.CANCELED).cancel(LATE + 151, LATE + 170, "W1");
        assertThat(known.broken(LATE + 200)).containsExactly("S1");
        assertThat(known.judge.violations().get(0).what()).contains("others ended " + ours("W2"));
    }

    @Test
    void anOverrideAllowsItsLevelAndNoneBelow() {
        Scene scene = guarded();
        scene.judge.see(new Observed.Overridden(Scene.LEG, Scene.units("93"), START + LATE));
        scene.working(LATE, "W2", Side.SELL, "1", "93").cancel(LATE + 1, LATE + 10, "W1");
        assertThat(scene.judge.violations()).isEmpty();

        scene.working(LATE + 20, "W3", Side.SELL, "1", "92").cancel(LATE + 21, LATE + 30, "W2");

        assertThat(scene.broken(LATE + 1_000)).containsExactly("S1");
    }

    @Test
    void anEntryMayNotOutgrowItsStop() {
        Scene scene = guarded().filled(LATE, ours("E5"), "2");

        assertThat(scene.broken(LATE + 100)).containsExactly("S1");
    }

    @Test
    void anEntryNeedsAStopThatRestedBefore() {
        assertThat(new Scene().filled(100, ours("E2"), "1").broken(200)).containsExactly("S1");

        Scene small = new Scene().working(0, "W1", Side.SELL, "0.5", "95").filled(100, ours("E2"), "1");
        assertThat(small.broken(200)).containsExactly("S1");

        Scene takenAway = new Scene().working(0, "W1", Side.SELL, "1", "95").ended(50, "W1", AlgoStatus.EXPIRED);
        assertThat(takenAway.filled(100, ours("E2"), "1").broken(200)).isEmpty();
    }

    @Test
    void protectiveOrdersOnlyReduce() {
        assertThat(guarded().filled(LATE, ours("W1"), "0").broken(LATE)).isEmpty();
        assertThat(guarded().filled(LATE, ours("X9"), "0.5").broken(LATE)).isEmpty();
        assertThat(guarded().filled(LATE, ours("X9"), "-1").broken(LATE)).containsExactly("S2");
        assertThat(guarded().filled(LATE, ours("W1"), "1.5").broken(LATE)).containsExactly("S2");
        assertThat(new Scene().filled(LATE, ours("D1"), "1").broken(LATE)).containsExactly("S2");
    }

    @Test
    void anIdIsAcceptedOnceUnlessOthersEndedItsStop() {
        Scene again = guarded().ended(LATE, "W1", AlgoStatus.CANCELED).working(LATE + 100, "W1", Side.SELL, "1", "95");
        assertThat(again.broken(LATE + 200)).isEmpty();

        Scene twice = guarded().working(LATE, "W2", Side.SELL, "1", "96").cancel(LATE, LATE + 10, "W1");
        twice.working(LATE + 20, "W1", Side.SELL, "1", "97");
        assertThat(twice.broken(LATE + 30)).containsExactly("S3");
    }

    @Test
    void aMarketOrderIsAcceptedOnce() {
        Scene scene = guarded();
        for (long number = 1; number <= 2; number++) {
            scene.judge.see(new Observed.OrderSeen(
                    Scene.LEG, number, ours("X9"), Side.SELL, Scene.units("1"), "NEW", START + LATE));
        }

        assertThat(scene.broken(LATE)).containsExactly("S3");
    }

    @Test
    void oneWorkingStopForEachLevelAndSize() {
        assertThat(guarded().working(LATE, "W2", Side.SELL, "1", "95").broken(LATE))
                .containsExactly("S3");
        Scene resized = guarded().position(5_000, "2").working(5_100, "W2", Side.SELL, "2", "95");
        resized.cancel(LATE, LATE + 1, "W1").position(LATE + 2, "1").working(LATE + 3, "W3", Side.SELL, "1", "95");

        assertThat(resized.broken(LATE + 4)).isEmpty();
    }

    /** Levels of different prices do not compare; what the policy follows may take over at the same level or a better one. */
    @Test
    void aStopByAnotherPriceTakesOverOnlyWhereThePolicyFollowsThat() {
        Scene unwanted = guarded().byLast(LATE, "W2", Side.SELL, "1", "96").cancel(LATE + 1, LATE + 2, "W1");
        assertThat(unwanted.broken(LATE + 3)).containsExactly("S1");

        Scene wanted = guarded().follows(LATE, PriceKind.LAST).byLast(LATE + 1, "W2", Side.SELL, "1", "95");
        assertThat(wanted.cancel(LATE + 2, LATE + 3, "W1").broken(LATE + 4)).isEmpty();

        Scene looser = guarded().follows(LATE, PriceKind.LAST).byLast(LATE + 1, "W2", Side.SELL, "1", "94");
        assertThat(looser.cancel(LATE + 2, LATE + 3, "W1").broken(LATE + 4)).containsExactly("S1");
    }

    /** Seed 2654 of the simulation: a stop of the former side takes nothing from the position, whatever price it went by. */
    @Test
    void aStopOfTheFormerSideMayGo() {
        Scene scene = guarded().follows(LATE - 1, PriceKind.LAST).byLast(LATE, "W2", Side.SELL, "1", "95");
        scene.working(LATE + 1, "W3", Side.BUY, "1", "105").position(LATE + 2, "-1");
        scene.byLast(LATE + 3, "W4", Side.BUY, "1", "106");

        assertThat(scene.cancel(LATE + 4, LATE + 5, "W2").broken(LATE + 6)).isEmpty();
    }

    @Test
    void fourStopsGuardAPositionAndNotFive() {
        Scene scene = guarded().working(300, "W2", Side.SELL, "1", "96").working(400, "W3", Side.SELL, "1", "97");
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.working(500, "W4", Side.SELL, "1", "98").broken(501)).containsExactly("S4");
    }

    /** Seed 175 of the simulation: stops that were too small guard a position that shrank a moment ago. */
    @Test
    void stopsThatWereTooSmallUntilAMomentAgoAreNotCounted() {
        Scene scene = guarded().position(1_000, "2").working(1_100, "W2", Side.SELL, "2", "96");
        scene.working(1_200, "W3", Side.SELL, "1", "97").position(20_000, "1");

        scene.working(20_100, "W4", Side.SELL, "2", "98");
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.working(40_000, "W5", Side.SELL, "1", "99").broken(40_001))
                .contains("S4");
    }

    @Test
    void aStopThatTheExchangeDeniesIsNotCounted() {
        Scene scene = guarded().working(300, "W2", Side.SELL, "1", "96").working(400, "W3", Side.SELL, "1", "97");
        scene.refused(450, "GET", "/fapi/v1/algoOrder", ours("W2"), -2013);
        assertThat(scene.working(500, "W4", Side.SELL, "1", "98").broken(501)).isEmpty();

        assertThat(scene.working(600, "W5", Side.SELL, "1", "99").broken(601)).containsExactly("S4");
        assertThat(scene.judge.figures().seen()).containsEntry("stop denied by the exchange while it rests", 1L);
    }

    @Test
    void stopsOfEarlierSizesAreStatedAndNotCounted() {
        Scene scene = guarded();
        for (int size = 2; size <= 6; size++) {
            scene.position(1_000L * size, "" + size).working(1_000L * size + 1, "W" + size, Side.SELL, "" + size, "95");
        }

        assertThat(scene.broken(6_100)).isEmpty();
        assertThat(scene.judge.figures().mostStopsOfALeg()).isEqualTo(7);
    }

    @Test
    void anAccountHasRoomForOneHundredAndNinetyStops() {
        Scene scene = new Scene();
        for (int stop = 1; stop <= 190; stop++) {
            scene.working(1, "W" + stop, Side.SELL, "1", "" + (100 + stop));
        }
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.working(2, "W191", Side.SELL, "1", "99").broken(3)).containsExactly("S4");
    }

    @Test
    void nineTenthsOfALimitMayBeUsed() {
        long minute = 60_000 - START % 60_000;
        Scene scene = new Scene();
        for (int order = 0; order < 270; order++) {
            scene.refused(minute, "POST", "/fapi/v1/order", "", -1111);
        }
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.refused(minute + 1, "POST", "/fapi/v1/order", "", -1111)
                        .broken(minute))
                .containsExactly("S8");
    }

    @Test
    void nobodyAsksWhileBanned() {
        Scene scene = new Scene().banned(0).banned(900).request(60_000, "GET", "/fapi/v1/time", "");
        assertThat(scene.judge.violations()).isEmpty();

        Scene asks = new Scene().banned(0).banned(2_000).banned(3_000);
        assertThat(asks.broken(4_000)).containsExactly("S8");
    }

    @Test
    void whoDiesBeforeItHearsOfABanDoesNotKnowOfIt() {
        Scene scene = new Scene().banned(0);
        scene.judge.excuse("node down", START + 500);
        scene.judge.excuseOver("node down", START + 4_000);
        scene.banned(4_000);
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.banned(6_000).broken(6_000)).containsExactly("S8");
    }

    /** Seed 1902 of the simulation: the answer went to a process that was dead when it asked to be heard. */
    @Test
    void whatTheDeadWereStillAskingTellsNobodyOfABan() {
        Scene scene = new Scene();
        scene.judge.excuse("node down", START + 1_000);
        scene.banned(1_010);
        scene.judge.excuseOver("node down", START + 5_000);

        scene.banned(6_000);
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.banned(8_000).broken(8_000)).containsExactly("S8");
    }
}
