package dev.belay.simulation.observer;

import static dev.belay.simulation.observer.Scene.START;
import static dev.belay.simulation.observer.Scene.guarded;
import static dev.belay.simulation.observer.Scene.ours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Side;
import dev.belay.simulator.engine.AlgoStatus;
import org.junit.jupiter.api.Test;

/** L1 to L4 and L7, each kept and each broken, in sequences made by hand; excuses and figures. */
class ExchangeJudgeLivenessTest {

    @Test
    void aPositionIsCoveredWithinFiveSeconds() {
        Scene inTime = new Scene().position(0, "1").working(5_000, "W1", Side.SELL, "1", "95");
        assertThat(inTime.broken(20_000)).isEmpty();

        Scene late = new Scene().position(0, "1").working(5_001, "W1", Side.SELL, "1", "95");
        assertThat(late.broken(20_000)).containsExactly("L1");
        assertThat(late.judge.violations().get(0).at()).isEqualTo(START + 5_000);
    }

    @Test
    void aStopOnTheWrongSideOrOfHalfTheSizeIsNoCover() {
        Scene scene = new Scene()
                .position(0, "-1")
                .working(100, "W1", Side.SELL, "1", "95")
                .working(200, "W2", Side.BUY, "0.5", "105");

        assertThat(scene.broken(6_000)).containsExactly("L1");
    }

    @Test
    void eachActOfOthersGivesFiveSecondsAnew() {
        Scene scene = new Scene()
                .position(0, "1")
                .working(100, "W1", Side.SELL, "1", "95")
                .position(10_000, "2")
                .position(14_000, "3")
                .working(18_500, "W2", Side.SELL, "3", "95");

        assertThat(scene.broken(19_000)).isEmpty();
        assertThat(scene.judge.figures().longestUncovered()).containsEntry(Cause.INCREASED, 8_500L);
    }

    @Test
    void ourOwnActsGiveNoTime() {
        Scene scene = new Scene()
                .position(0, "2")
                .working(4_000, "W1", Side.SELL, "1", "95")
                .working(5_500, "W2", Side.SELL, "1", "95");

        assertThat(scene.judge.violations()).extracting(Violation::invariant).contains("L1");
    }

    @Test
    void aRemovedStopIsReplacedWithinFiveSeconds() {
        Scene scene = new Scene().position(0, "1").working(100, "W1", Side.SELL, "1", "95");
        scene.ended(20_000, "W1", AlgoStatus.CANCELED).price(24_000, "100");
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.price(25_001, "100").broken(25_001)).containsExactly("L1");
        assertThat(scene.judge.figures().longestUncovered()).containsEntry(Cause.REMOVED, 5_001L);
    }

    @Test
    void theWorkingStopRestsWithinTenSeconds() {
        Scene inTime = new Scene().position(0, "1").disaster(100, "D1", Side.SELL, "90");
        assertThat(inTime.working(10_000, "W1", Side.SELL, "1", "95").broken(30_000))
                .isEmpty();

        Scene late = new Scene().position(0, "1").disaster(100, "D1", Side.SELL, "90");
        assertThat(late.working(10_001, "W1", Side.SELL, "1", "95").broken(30_000))
                .containsExactly("L2");
    }

    @Test
    void aStopLeavesWithinThirtySecondsAfterItsPosition() {
        Scene inTime = guarded().position(20_000, "0").ended(20_000, "D1", AlgoStatus.EXPIRED);
        assertThat(inTime.cancel(49_000, 50_000, "W1").broken(99_000)).isEmpty();

        Scene late = guarded().position(20_000, "0").ended(20_000, "D1", AlgoStatus.EXPIRED);
        assertThat(late.cancel(49_000, 50_001, "W1").broken(99_000)).containsExactly("L3");
    }

    @Test
    void aStopOfTheFormerSideLeavesTooAfterAFlip() {
        Scene scene = guarded()
                .ended(20_000, "D1", AlgoStatus.EXPIRED)
                .position(20_000, "-1")
                .disaster(20_100, "D2", Side.BUY, "110")
                .working(20_200, "W2", Side.BUY, "1", "105");

        assertThat(scene.broken(50_001)).containsExactly("L3");
    }

    @Test
    void nothingIsAskedForWhileTheNodeIsDownAndAllOfItAfterwards() {
        Scene scene = new Scene().position(0, "1");
        scene.judge.excuse("node down", START + 3_000);
        scene.price(60_000, "100");
        scene.judge.excuseOver("node down", START + 60_000);
        scene.price(65_000, "100");
        assertThat(scene.judge.violations()).isEmpty();

        assertThat(scene.broken(66_000)).containsExactly("L1");
        assertThat(scene.judge.figures().excused()).containsEntry("node down", 57_000L);
    }

    @Test
    void whatWasDueBeforeAnExcuseIsNotExcused() {
        Scene scene = new Scene().position(0, "1");
        scene.judge.excuse("node down", START + 5_001);

        assertThat(scene.broken(6_000)).containsExactly("L1");
    }

    @Test
    void oneExcuseOfTwoIsNotEnoughToEndThem() {
        Scene scene = new Scene().position(0, "1");
        scene.judge.excuse("node down", START + 1_000);
        scene.judge.excuse("ban", START + 2_000);
        scene.judge.excuseOver("node down", START + 3_000);

        assertThat(scene.broken(20_000)).isEmpty();
    }

    @Test
    void afterHealingExactlyTwoStopsAreThere() {
        Scene whole = guarded();
        whole.judge.heal(START + 1_000);
        assertThat(whole.broken(62_000)).isEmpty();

        Scene without = new Scene().position(0, "1").working(100, "W1", Side.SELL, "1", "95");
        without.judge.heal(START + 1_000);
        assertThat(without.broken(62_000)).containsExactly("L4");

        Scene surplus = guarded().working(300, "W2", Side.SELL, "1", "96");
        surplus.judge.heal(START + 1_000);
        assertThat(surplus.broken(62_000)).containsExactly("L4");

        Scene tooLarge = new Scene().position(0, "1").disaster(1, "D1", Side.SELL, "90");
        tooLarge.working(2, "W1", Side.SELL, "2", "95").judge.heal(START + 1_000);
        assertThat(tooLarge.broken(62_000)).containsExactly("L4");
    }

    /** Seed 2288 of the simulation: the exchange takes no second disaster stop while one fires and is not done. */
    @Test
    void afterHealingADisasterStopThatIsStuckFiringStandsForTheOneThatIsRefused() {
        Scene stuck = guarded().ended(500, "D1", AlgoStatus.TRIGGERING);
        stuck.judge.heal(START + 1_000);
        assertThat(stuck.broken(62_000)).isEmpty();

        Scene over = guarded().ended(500, "D1", AlgoStatus.TRIGGERING).ended(600, "D1", AlgoStatus.FINISHED);
        over.judge.heal(START + 1_000);
        assertThat(over.broken(62_000)).containsExactly("L4");
    }

    @Test
    void aMoveOfThatMomentDoesNotCountAgainstHealing() {
        Scene scene = guarded();
        scene.judge.heal(START + 1_000);
        scene.price(60_000, "102").working(60_500, "W2", Side.SELL, "1", "96");

        assertThat(scene.price(61_500, "102").broken(61_500)).isEmpty();
    }

    @Test
    void anOrderWithoutAReasonOfThisMinuteIsALivelock() {
        Scene moving = guarded().price(1_000, "100").price(70_000, "101");
        moving.working(71_000, "W2", Side.SELL, "1", "96").cancel(71_000, 71_100, "W1");
        assertThat(moving.broken(72_000)).isEmpty();

        Scene still = guarded().price(1_000, "100").price(70_000, "100");
        still.working(71_000, "W2", Side.SELL, "1", "96");
        assertThat(still.broken(72_000)).containsExactly("L7");
    }

    @Test
    void ordersHaveAReasonWhileSomethingGoesWrongAndNoneWhenItIsHealed() {
        Scene scene = guarded().price(1_000, "100");
        scene.judge.see(new Observed.FaultSeen("ALGO_FORGETS", "", START + 2_000));
        scene.refused(90_000, "POST", "/fapi/v1/algoOrder", ours("W1"), -4116);
        assertThat(scene.judge.violations()).isEmpty();
        scene.judge.heal(START + 100_000);
        scene.refused(159_000, "POST", "/fapi/v1/algoOrder", ours("W1"), -4116);
        assertThat(scene.judge.violations()).isEmpty();

        scene.refused(221_000, "POST", "/fapi/v1/algoOrder", ours("W1"), -4116);

        assertThat(scene.broken(222_000)).containsExactly("L7");
    }

    @Test
    void whatAnOperatorOrdersIsAReason() {
        Scene scene = guarded().price(1_000, "100");
        scene.judge.see(new Observed.Commanded(Scene.LEG, "close", START + 90_000));
        scene.request(90_020, "POST", "/fapi/v1/order", ours("X9"));

        assertThat(scene.broken(91_000)).isEmpty();
    }

    @Test
    void statesHowLongPositionsWereOpenAndHowLongBare() {
        Scene scene = new Scene()
                .position(1_000, "1")
                .working(1_400, "W1", Side.SELL, "1", "95")
                .ended(8_000, "W1", AlgoStatus.TRIGGERING)
                .filled(8_010, ours("W1"), "0.4")
                .working(8_500, "W2", Side.SELL, "0.4", "95")
                .position(9_000, "0")
                .cancel(9_100, 9_200, "W2");
        scene.broken(10_000);
        JudgeFigures figures = scene.judge.figures();

        assertThat(figures.positionMillis()).isEqualTo(8_000);
        assertThat(figures.uncoveredMillis()).isEqualTo(900);
        assertThat(figures.exposurePerMillion()).isEqualTo(112_500);
        assertThat(figures.longestUncovered()).containsEntry(Cause.OPENED, 400L).containsEntry(Cause.TRIGGERED, 500L);
        assertThat(figures.seen()).containsEntry("stop TRIGGERING", 1L).containsEntry("stop cancelled by us", 1L);
    }
}
