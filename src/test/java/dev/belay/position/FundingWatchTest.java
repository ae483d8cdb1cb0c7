package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.AccountWatch.Step;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When payments of funding are read, and to which leg each is told. */
class FundingWatchTest {

    private static final long OPENED = LegHarness.START;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final LegId BOTH = LegHarness.LEG;
    private static final LegId LONG = LegId.parse("main:ETHUSDT:LONG");
    private static final LegId SHORT = LegId.parse("main:ETHUSDT:SHORT");

    private final FundingWatch watch = new FundingWatch();
    private long now = OPENED;
    private long dueAt;

    private List<Step> take(List<Step> steps) {
        steps.stream().filter(Step.FundingsAt.class::isInstance).forEach(step -> dueAt = ((Step.FundingsAt) step).at());
        return steps;
    }

    private static Leg open(LegId id, long at) {
        return opened(Leg.flat(id), at);
    }

    private static Leg opened(Leg leg, long at) {
        Direction direction = leg.id().equals(SHORT) ? Direction.SHORT : Direction.LONG;
        return leg.after(new LegEvent.PositionOpened(
                leg.nextEpoch(),
                direction,
                Quantity.of("1"),
                Price.of("100"),
                Price.ZERO,
                at,
                StopPolicy.DEFAULT,
                new Trail(direction, Price.of("100"), Price.of("100"), false, Price.of("98"), at),
                false,
                new Proof(Proof.Kind.STREAM, at),
                at));
    }

    private static Leg closed(Leg leg, long at) {
        return leg.after(new LegEvent.PositionClosed(new Proof(Proof.Kind.STREAM, at), at, at));
    }

    private void claims(Leg leg) {
        take(watch.legChanged(leg, List.of(new LegEvent.Claimed("node", now)), now));
    }

    private void changes(Leg leg) {
        take(watch.legChanged(leg, List.of(), now));
    }

    /** Waits for the reading that is due; answers the request, if it is made. */
    private List<Request.ReadFundings> due() {
        now = dueAt;
        return take(watch.due(dueAt, now)).stream()
                .filter(Step.Read.class::isInstance)
                .map(step -> (Request.ReadFundings) ((Step.Read) step).request())
                .toList();
    }

    private List<Step> answered(Request.ReadFundings request, Answer.Funding... rows) {
        return take(watch.read(request, new Outcome.Done(new Answer.Fundings(List.of(rows), true)), now, now));
    }

    private static Answer.Funding row(long id, String amount, long at) {
        return new Answer.Funding(BOTH.symbol(), id, new BigDecimal(amount), "USDT", at);
    }

    private static List<LegId> told(List<Step> steps) {
        return steps.stream()
                .filter(Step.Tell.class::isInstance)
                .map(step -> ((Step.Tell) step).leg())
                .toList();
    }

    private List<LegId> toldOf(Answer.Funding... rows) {
        return told(answered(new Request.ReadFundings(OPENED, 1), rows));
    }

    @Test
    void nothingIsReadWhileNoLegHasAHistory() {
        take(watch.connected(now));
        changes(Leg.flat(BOTH));

        assertThat(due()).isEmpty();
    }

    @Test
    void aPaymentThatTheStreamTellsIsReadInAMomentAndOnceMore() {
        claims(open(BOTH, OPENED));
        Request.ReadFundings first = due().get(0);
        answered(first);

        long paid = now + 1_000;
        now = paid;
        take(watch.said(new UserEvent.PositionsChanged("FUNDING_FEE", List.of(), paid), now));

        assertThat(dueAt).isEqualTo(paid + FundingWatch.SETTLE.toMillis());
        answered(due().get(0));
        assertThat(dueAt).isEqualTo(now + FundingWatch.SOON.toMillis());
        due();
        assertThat(dueAt).isEqualTo(now + FundingWatch.EVERY.toMillis());
    }

    @Test
    void anOrdersChangeIsNoReasonToRead() {
        assertThat(watch.said(new UserEvent.PositionsChanged("ORDER", List.of(), now), now))
                .isEmpty();
    }

    @Test
    void aLegThatComesBackIsReadFromWhereItKnowsEverything() {
        claims(open(BOTH, OPENED - 100 * HOUR));

        assertThat(due()).extracting(Request.ReadFundings::since).containsExactly(OPENED - 100 * HOUR);
    }

    @Test
    void theListIsReadBackForAMonthAtMost() {
        claims(open(BOTH, OPENED - 10_000 * HOUR));

        assertThat(due())
                .extracting(Request.ReadFundings::since)
                .containsExactly(now - Duration.ofDays(30).toMillis());
    }

    @Test
    void aReadingThatFailedIsRepeatedAndSkipsNothing() {
        claims(open(BOTH, OPENED));
        Request.ReadFundings first = due().get(0);
        take(watch.read(first, new Outcome.Unknown("time-out"), now, now));

        assertThat(due()).extracting(Request.ReadFundings::since).containsExactly(first.since());
    }

    @Test
    void aFullPageIsFollowedByTheNextAndProvesNothingOfWhatIsMissing() {
        claims(open(BOTH, OPENED));
        var page = new Outcome.Done(new Answer.Fundings(List.of(row(1, "-1", OPENED)), false));

        List<Step> steps = watch.read(new Request.ReadFundings(OPENED, 1), page, now, now);

        assertThat(steps).contains(new Step.Read(new Request.ReadFundings(OPENED, 2)));
        assertThat(((LegInput.FundingsRead) ((Step.Tell) steps.get(0)).input()).completeThrough())
                .isZero();
    }

    @Test
    void aLegThatBeganWhileTheListWasReadIsReadForAsWell() {
        claims(open(BOTH, OPENED));
        Request.ReadFundings first = due().get(0);
        Leg other = open(LegId.parse("main:BTCUSDT:BOTH"), OPENED - 50 * HOUR);
        claims(other);
        answered(first);

        assertThat(due()).extracting(Request.ReadFundings::since).containsExactly(OPENED - 50 * HOUR);
    }

    @Test
    void eachRowGoesToTheLegOfItsSymbolAndOthersToNobody() {
        claims(open(BOTH, OPENED));
        claims(open(LegId.parse("main:BTCUSDT:BOTH"), OPENED));
        var bitcoin = new Answer.Funding(new Symbol("BTCUSDT"), 2, BigDecimal.ONE, "USDT", OPENED + 1);
        var unheard = new Answer.Funding(new Symbol("SOLUSDT"), 3, BigDecimal.ONE, "USDT", OPENED + 1);

        assertThat(toldOf(row(1, "-1", OPENED + 1), bitcoin, unheard))
                .containsExactly(BOTH, LegId.parse("main:BTCUSDT:BOTH"));
    }

    @Test
    void inHedgeModeThePaymentIsOfTheLegThatWasOpen() {
        claims(open(LONG, OPENED));
        claims(closed(open(SHORT, OPENED), OPENED + HOUR));

        assertThat(toldOf(row(1, "0.5", OPENED + 2 * HOUR)))
                .as("a negative rate, but only the long leg was open")
                .containsExactly(LONG);
    }

    @Test
    void ofTwoOpenLegsTheLongOnePaysAndTheShortOneReceives() {
        claims(open(LONG, OPENED));
        claims(open(SHORT, OPENED));

        assertThat(toldOf(row(1, "-0.5", OPENED + HOUR))).containsExactly(LONG);
        assertThat(toldOf(row(2, "0.5", OPENED + HOUR))).containsExactly(SHORT);
    }

    @Test
    void noPaymentIsToldToASecondLegWhateverHasBecomeOfBoth() {
        Leg longLeg = open(LONG, OPENED);
        claims(longLeg);
        Answer.Funding paid = row(1, "0.5", OPENED + HOUR);
        assertThat(toldOf(paid)).containsExactly(LONG);
        changes(longLeg.after(new LegEvent.FundingPaid(
                1, paid.amount(), "USDT", paid.at(), 0, new Proof(Proof.Kind.LIST, paid.at()), now)));
        claims(closed(open(SHORT, OPENED), OPENED + 2 * HOUR));

        assertThat(toldOf(paid)).isEmpty();
    }

    @Test
    void aDayOfHundredPositionsCostsFewReadings() {
        List<Request.ReadFundings> reads = new ArrayList<>();
        IntStream.range(0, 100).forEach(number -> claims(open(LegId.parse("main:S" + number + "USDT:BOTH"), OPENED)));
        long end = now + 24 * HOUR;
        while (dueAt < end) {
            reads.addAll(due());
            answered(reads.get(reads.size() - 1));
        }

        assertThat(reads).hasSizeBetween(24, 26);
    }
}
