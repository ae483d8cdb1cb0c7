package dev.belay.simulation.observer;

import static dev.belay.simulation.observer.Scene.LEG;
import static dev.belay.simulation.observer.Scene.START;
import static dev.belay.simulation.observer.Scene.ours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Proof;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S5, S6, S7, S9, S10, S12 and L6, each kept and each broken, with journals made by hand. */
class JournalJudgeTest {

    private static final String ALGO = "/fapi/v1/algoOrder";

    private final JournalJudge judge = new JournalJudge(Scene.TERMS);
    private long sequence;

    private void commit(String writer, long at, LegEvent event) {
        judge.committed(new Commit(LEG, ++sequence, event, writer, START + at));
    }

    private void commit(long at, LegEvent event) {
        commit("a", at, event);
    }

    private void request(long decided, long at, String method, String id, int status) {
        judge.see(new Observed.RequestSeen(
                "main",
                method,
                ALGO,
                "BTCUSDT",
                "BOTH",
                id,
                START + decided,
                status,
                0,
                "",
                status,
                0,
                1,
                List.of(),
                START + at));
    }

    private static Trail trail(String level) {
        return new Trail(Direction.LONG, Price.of("100"), Price.of("100"), false, Price.of(level), START);
    }

    private static Proof proof(Proof.Kind kind, long at) {
        return new Proof(kind, START + at);
    }

    private static LegEvent stop(String name, String trigger, long at) {
        return new LegEvent.StopIntended(
                ours(name), StopOrder.Slot.WORKING, 1, Side.SELL, Quantity.of("1"), Price.of(trigger), "", START + at);
    }

    private static LegEvent confirmed(String name, long at) {
        return new LegEvent.StopConfirmed(ours(name), proof(Proof.Kind.ANSWER, at), START + at);
    }

    private static LegEvent cancel(String name, String cover, long coverSeen, long positionRead, long at) {
        return new LegEvent.CancelIntended(
                ours(name), cover.isEmpty() ? "" : ours(cover), START + coverSeen, START + positionRead, START + at);
    }

    private void unguarded() {
        commit(0, new LegEvent.Claimed("a", START));
        commit(10, opened(0));
    }

    private void priceAt(long at) {
        judge.see(new Observed.PriceSeen(LEG.symbol(), 1, 1, START + at));
    }

    @Test
    void aKnownPositionWithoutAStopHasToBeAlarmedOf() {
        unguarded();
        priceAt(10_010);
        assertBroken();
        priceAt(10_011);
        priceAt(20_000);
        assertBroken("L6");
    }

    @Test
    void whoeverHasSaidSoOrCannotSayAnythingNeedsNoAlarm() {
        unguarded();
        judge.muted("crash");
        priceAt(30_000);
        judge.unmuted("crash", START + 30_000);
        priceAt(40_000);
        commit(40_000, new LegEvent.AlarmRaised(AlarmJudge.UNPROTECTED, "", START + 40_000));
        priceAt(90_000);
        assertBroken();
    }

    /** Claimed, long 1 since 0, W1 at 98 and W2 at 99 proven at 20. */
    private void guarded() {
        commit(0, new LegEvent.Claimed("a", START));
        judge.see(new Observed.PositionSeen(LEG, 0, 1, 1, START));
        commit(1, opened(0));
        commit(10, stop("W1", "98", 10));
        commit(11, stop("W2", "99", 11));
        commit(20, confirmed("W1", 20));
        commit(20, confirmed("W2", 20));
        assertThat(judge.violations()).isEmpty();
    }

    private LegEvent opened(long at) {
        return new LegEvent.PositionOpened(
                judge.folded(LEG).nextEpoch(),
                Direction.LONG,
                Quantity.of("1"),
                Price.of("100"),
                Price.ZERO,
                START + at,
                StopPolicy.DEFAULT,
                trail("98"),
                false,
                proof(Proof.Kind.STREAM, at),
                START + at);
    }

    private void assertBroken(String... invariants) {
        assertThat(judge.violations()).extracting(Violation::invariant).containsExactly(invariants);
    }

    @Test
    void aRequestFollowsTheCommitThatNamesIt() {
        guarded();
        request(10, 40, "POST", ours("W1"), 200);
        commit(50, cancel("W1", "W2", 20, 40, 50));
        request(50, 55, "DELETE", ours("W1"), 200);

        assertBroken();
    }

    @Test
    void aRequestBeforeItsCommitIsCaught() {
        guarded();
        request(60, 60, "POST", ours("W3"), 200);
        commit(61, stop("W3", "99.5", 60));

        assertBroken("S5");
    }

    @Test
    void thatAStopWasPlacedIsNoLeaveToCancelIt() {
        guarded();
        request(60, 60, "DELETE", ours("W1"), 200);

        assertBroken("S5");
    }

    @Test
    void whoeverCancelsEverythingNamesNothing() {
        guarded();
        judge.see(new Observed.RequestSeen(
                "main",
                "DELETE",
                "/fapi/v1/algoOpenOrders",
                "BTCUSDT",
                "",
                "",
                START,
                200,
                0,
                "",
                200,
                1,
                0,
                List.of(),
                START + 60));

        assertBroken("S5");
    }

    @Test
    void anEarlierWritersRequestMayBeCarriedOutWithinTheReceiveWindow() {
        guarded();
        commit("b", 100, new LegEvent.Claimed("b", START + 100));
        request(10, 5_100, "POST", ours("W1"), 200);
        request(10, 9_000, "POST", ours("W2"), 400);

        assertBroken();
    }

    @Test
    void anEarlierWritersRequestIsCaughtAfterTheReceiveWindow() {
        guarded();
        commit("b", 100, new LegEvent.Claimed("b", START + 100));
        request(10, 5_101, "POST", ours("W1"), 200);

        assertBroken("S6");
    }

    @Test
    void whatTheNewWriterDecidesAgainIsItsOwn() {
        guarded();
        commit("b", 100, new LegEvent.Claimed("b", START + 100));
        commit("b", 7_000, new LegEvent.StopIntendedAgain(ours("W1"), START + 7_000));
        request(7_000, 7_100, "POST", ours("W1"), 200);

        assertBroken();
    }

    @Test
    void theJournaledLevelOnlyTightens() {
        guarded();
        commit(100, resized("98.5", 100));
        commit(200, resized("98.5", 200));
        assertBroken();

        commit(300, resized("98.4", 300));

        assertBroken("S7");
    }

    @Test
    void anOverrideLoosensAsFarAsItSays() {
        guarded();
        judge.see(new Observed.Overridden(LEG, Scene.units("97"), START + 50));
        commit(100, resized("97", 100));
        assertBroken();

        commit(200, resized("96.9", 200));

        assertBroken("S7");
    }

    private LegEvent resized(String level, long at) {
        return new LegEvent.PositionResized(
                Quantity.of("1"),
                Price.of("100"),
                Price.ZERO,
                START + at,
                trail(level),
                proof(Proof.Kind.SNAPSHOT, at),
                START + at);
    }

    @Test
    void aCancelNamesAFreshCover() {
        guarded();
        commit(10_020, cancel("W1", "W2", 20, 10_000, 10_020));

        assertBroken();
    }

    @Test
    void aCancelWithOldEvidenceIsCaught() {
        guarded();
        commit(10_021, cancel("W1", "W2", 20, 10_000, 10_021));
        commit(20_022, cancel("W1", "W2", 20_000, 10_021, 20_022));

        assertBroken("S9", "S9");
    }

    @Test
    void aCancelWithEvidenceOfAnEarlierIncarnationIsCaught() {
        guarded();
        commit("b", 5_000, new LegEvent.Claimed("b", START + 5_000));
        commit("b", 5_100, cancel("W1", "W2", 2_999, 5_050, 5_100));

        assertBroken("S9");
    }

    @Test
    void aCancelWithoutCoverIsCaughtWhileThePositionIsOpen() {
        guarded();
        commit(100, cancel("W1", "", 0, 90, 100));

        assertThat(judge.violations()).extracting(Violation::invariant).containsOnly("S9");
    }

    @Test
    void aCancelWithACoverOfHalfTheSizeIsCaughtAndWithTwoHalvesIsNot() {
        guarded();
        commit(30, half("W3", 30));
        commit(31, half("W4", 31));
        commit(40, confirmed("W3", 40));
        commit(40, confirmed("W4", 40));
        commit(50, cancel("W1", "W3", 40, 45, 50));
        assertBroken("S9");
        assertThat(judge.violations().get(0).what()).contains("leave 0.5 open");

        commit(
                60,
                new LegEvent.CancelIntended(
                        ours("W2"), ours("W3") + "+" + ours("W4"), START + 40, START + 45, START + 60));

        assertBroken("S9");
    }

    private static LegEvent half(String name, long at) {
        return new LegEvent.StopIntended(
                ours(name), StopOrder.Slot.WORKING, 1, Side.SELL, Quantity.of("0.5"), Price.of("99"), "", START + at);
    }

    @Test
    void aLooserCoverIsNone() {
        guarded();
        commit(100, cancel("W2", "W1", 90, 90, 100));

        assertBroken("S9");
    }

    @Test
    void theJournalAddsUpToWhatTheGuardGoesBy() {
        guarded();
        Leg live = judge.folded(LEG);
        judge.atRest(live, START + 30);
        assertBroken();

        judge.atRest(live.after(confirmed("W1", 30)), START + 31);

        assertBroken("S10");
    }

    @Test
    void aJournalWithAHoleOrAnImpossibleEventIsCaughtOnce() {
        guarded();
        sequence++;
        commit(40, confirmed("W1", 40));
        commit(41, confirmed("W1", 41));
        assertBroken("S10");

        JournalJudge other = new JournalJudge(Scene.TERMS);
        other.committed(new Commit(LEG, 1, confirmed("W9", 1), "a", START));

        assertThat(other.violations()).extracting(Violation::invariant).containsExactly("S10");
    }

    @Test
    void onlyAProofClosesAPosition() {
        guarded();
        judge.see(new Observed.PositionSeen(LEG, 1, 0, 0, START + 50));
        commit(60, new LegEvent.PositionClosed(proof(Proof.Kind.STREAM, 50), START + 50, START + 60));
        assertBroken();

        judge.see(new Observed.PositionSeen(LEG, 0, 1, 1, START + 70));
        commit(80, opened(70));
        judge.see(new Observed.PositionSeen(LEG, 1, 0, 1, START + 90));
        commit(100, new LegEvent.PositionClosed(proof(Proof.Kind.NEVER_SEEN, 90), START + 90, START + 100));

        assertBroken("S12");
    }

    @Test
    void aPositionThatIsStillOpenIsNotClosedByAnyProof() {
        guarded();
        commit(60, new LegEvent.PositionClosed(proof(Proof.Kind.ABSENT_THRICE, 50), START + 50, START + 60));

        assertBroken("S12");
        assertThat(judge.violations().get(0).what()).contains("ABSENT_THRICE");
    }

    @Test
    void onlyTheExchangesWordEndsAStop() {
        guarded();
        commit(60, ended("W1", Proof.Kind.QUERY));
        assertBroken();

        commit(61, ended("W2", Proof.Kind.NEVER_SEEN));

        assertBroken("S12");
    }

    private static LegEvent ended(String name, Proof.Kind kind) {
        return new LegEvent.StopEnded(
                ours(name), Answer.StopStatus.CANCELED, Quantity.ZERO, "", proof(kind, 50), START + 60);
    }

    @Test
    void notBeingFoundOnceDoesNotMakeAStopUnplaced() {
        guarded();
        commit(50, stop("W3", "99.5", 50));
        commit(60, new LegEvent.StopNotPlaced(ours("W3"), proof(Proof.Kind.NEVER_SEEN, 60), START + 60));
        assertBroken();

        commit(70, stop("W4", "99.5", 70));
        commit(80, new LegEvent.StopNotPlaced(ours("W4"), proof(Proof.Kind.QUERY, 80), START + 80));

        assertBroken("S12");
    }
}
