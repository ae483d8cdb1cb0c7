package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that the simulated exchange can do to a request, sent and answered over loopback: what each comes to, and
 * whether the request had an effect. Done, refused, unknown and not sent are told apart as binance-api §3.4 and §12
 * demand: what is refused or not sent had no effect, what may have had one is unknown.
 */
@Timeout(60)
class FaultsOnTheWireTest {

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration DEADLINE = Duration.ofMillis(1_500);

    /** What happens to streams, positions and orders, and not to a request. */
    private static final Set<Fault> OF_NO_REQUEST = EnumSet.of(
            Fault.DROP_EVENT,
            Fault.DUP_EVENT,
            Fault.REORDER_ACROSS_TYPES,
            Fault.DELAY_EVENT,
            Fault.SILENT_SOCKET,
            Fault.HALF_OPEN,
            Fault.CLOSE_SOCKET,
            Fault.LISTEN_KEY_EXPIRE,
            Fault.ALGO_STUCK_TRIGGERING,
            Fault.ALGO_SYSTEM_CANCEL,
            Fault.TRIGGER_REJECT,
            Fault.PARTIAL_STOP_FILL,
            Fault.GAP_THROUGH_STOP,
            Fault.LIQUIDATE,
            Fault.ADL,
            Fault.MANUAL_CLOSE,
            Fault.MANUAL_REDUCE,
            Fault.MANUAL_FLIP,
            Fault.FOREIGN_ORDER,
            Fault.LEVERAGE_CHANGE,
            Fault.MODE_CHANGE,
            Fault.FILTER_CHANGE,
            Fault.UNKNOWN_ENUM,
            Fault.NULL_FIELD,
            Fault.CM_SYMBOL_IN_ARRAY);

    /** Fault, its parameter, call, outcome, effect. */
    private static final String TABLE = """
            UNKNOWN_EXECUTED     |                | STOP      | Unknown       | true
            UNKNOWN_EXECUTED     |                | ENTRY     | Unknown       | true
            UNKNOWN_EXECUTED     |                | EXIT      | Unknown       | true
            UNKNOWN_EXECUTED     |                | CANCEL    | Unknown       | true
            UNKNOWN_EXECUTED     |                | POSITIONS | Unknown       | false
            UNKNOWN_NOT_EXECUTED |                | STOP      | Unknown       | false
            UNKNOWN_NOT_EXECUTED |                | EXIT      | Unknown       | false
            UNKNOWN_NOT_EXECUTED |                | CANCEL    | Unknown       | false
            HTTP_503_B           |                | STOP      | NotSent       | false
            HTTP_503_B           |                | EXIT      | NotSent       | false
            HTTP_503_B           |                | CANCEL    | NotSent       | false
            HTTP_503_B           |                | QUERY     | NotSent       | false
            HTTP_503_C           |                | STOP      | Unknown       | false
            HTTP_503_C           |                | CANCEL    | Unknown       | false
            HTTP_503_D           |                | ENTRY     | Refused -1008 | false
            HTTP_503_D           |                | STOP      | Done          | true
            HTTP_503_D           |                | EXIT      | Done          | true
            HTTP_503_D           |                | CANCEL    | Done          | true
            TIMEOUT_1007         | executed=true  | STOP      | Unknown       | true
            TIMEOUT_1007         | executed=true  | EXIT      | Unknown       | true
            TIMEOUT_1007         | executed=false | STOP      | Unknown       | false
            TIMEOUT_1007         | executed=false | EXIT      | Unknown       | false
            RESPONSE_LOST        |                | STOP      | Unknown       | true
            RESPONSE_LOST        |                | EXIT      | Unknown       | true
            RESPONSE_LOST        |                | CANCEL    | Unknown       | true
            RESPONSE_LOST        |                | POSITIONS | Unknown       | false
            REQUEST_LOST         |                | STOP      | Unknown       | false
            REQUEST_LOST         |                | EXIT      | Unknown       | false
            REQUEST_LOST         |                | CANCEL    | Unknown       | false
            SLOW_ANSWER          | ms=300         | STOP      | Done          | true
            SLOW_ANSWER          | ms=300         | CANCEL    | Done          | true
            SLOW_ANSWER          | ms=6000        | STOP      | Unknown       | true
            SLOW_ANSWER          | ms=6000        | POSITIONS | Unknown       | false
            RATE_429             |                | STOP      | Refused -1003 | false
            RATE_429             |                | POSITIONS | Refused -1003 | false
            ORDERS_1015          |                | STOP      | Refused -1015 | false
            ORDERS_1015          |                | CANCEL    | Done          | true
            BAN_418              | ms=60000       | STOP      | Refused -1003 | false
            BAN_418              | ms=60000       | POSITIONS | Refused -1003 | false
            WAF_403_HTML         |                | STOP      | Unknown       | false
            WAF_403_HTML         |                | POSITIONS | Unknown       | false
            HTML_BODY            | status=500     | STOP      | Unknown       | false
            HTML_BODY            | status=502     | CANCEL    | Unknown       | false
            HTML_BODY            | status=504     | POSITIONS | Unknown       | false
            HTML_BODY            | status=200     | STOP      | Unknown       | false
            HTML_BODY            | status=200     | POSITIONS | Unknown       | false
            UNKNOWN_FIELD        |                | STOP      | Done          | true
            UNKNOWN_FIELD        |                | POSITIONS | Done          | false
            EMPTY_POSITIONS      |                | POSITIONS | Done          | false
            STALE_POSITIONS      |                | POSITIONS | Done          | false
            PARTIAL_POSITIONS    |                | POSITIONS | Done          | false
            DUP_POSITIONS        |                | POSITIONS | Unknown       | false
            KEY_REVOKED          |                | STOP      | Refused -2015 | false
            KEY_REVOKED          |                | CANCEL    | Refused -2015 | false
            KEY_REVOKED          |                | POSITIONS | Refused -2015 | false
            UNKNOWN_CODE         |                | STOP      | Refused -4999 | false
            UNKNOWN_CODE         |                | EXIT      | Refused -4999 | false
            CLOCK_SKEW           | ms=-60000      | STOP      | Refused -1021 | false
            CLOCK_SKEW           | ms=60000       | POSITIONS | Refused -1021 | false
            NEG_2021_RACE        |                | STOP      | Refused -2021 | false
            NEG_4509_FOR         |                | DISASTER  | Refused -4509 | false
            DUP_CLIENT_ID        |                | STOP      | Refused -4116 | false
            DUP_CLIENT_ID        |                | EXIT      | Refused -4116 | false
            MAX_ALGO_REACHED     |                | STOP      | Refused -4045 | false
            ALGO_FORGETS         |                | QUERY     | Refused -2013 | false
            ALGO_FORGETS         |                | CANCEL    | Refused -2011 | false
            SYMBOL_HALT          |                | STOP      | Refused -4140 | false
            SYMBOL_HALT          |                | CANCEL    | Done          | true
            """;

    private Simulator simulator;
    private BinanceExchange exchange;
    private long now;

    @BeforeEach
    void start() {
        long begin = System.currentTimeMillis();
        var symbols = WellKnownSymbols.all();
        simulator = Simulator.start(
                        KIT.system(), SimulatorSettings.of(symbols, new ScriptedPrices(symbols, begin), begin))
                .toCompletableFuture()
                .join();
        simulator
                .control()
                .open(new PositionKey(TestRequests.BITCOIN, PositionSide.BOTH), Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
        now = simulator.clock().millis();
        exchange = new BinanceExchange(
                KIT.system(),
                BinanceEndpoints.of(simulator.restBase(), simulator.streamBase(), simulator.streamBase()),
                new BinanceKey(simulator.apiKey(), simulator.secret()),
                new HandClock(now),
                new CallLimits(Duration.ofSeconds(30), DEADLINE));
    }

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }

    @AfterAll
    static void stopSystem() {
        KIT.shutdownTestKit();
    }

    private enum Call {
        STOP,
        DISASTER,
        ENTRY,
        EXIT,
        CANCEL,
        QUERY,
        POSITIONS
    }

    private Request request(Call call) {
        var leg = TestRequests.leg(PositionSide.BOTH);
        Quantity quantity = Quantity.of("0.01");
        Price level = Price.of("95000");
        return switch (call) {
            case STOP -> new Request.PlaceStop(new StopTicket(leg, "w2", Side.SELL, quantity, level, false), now);
            case DISASTER ->
                new Request.PlaceStop(new StopTicket(leg, "d1", Side.SELL, Quantity.ZERO, level, true), now);
            case ENTRY -> new Request.PlaceMarket(new MarketTicket(leg, "e1", Side.BUY, quantity, false), now);
            case EXIT -> new Request.PlaceMarket(new MarketTicket(leg, "x1", Side.SELL, quantity, true), now);
            case CANCEL -> new Request.CancelStop(leg, "w1", now);
            case QUERY -> new Request.QueryStop(leg, "w1");
            case POSITIONS -> new Request.ReadPositions(Optional.empty());
        };
    }

    /** A stop that rests, for those calls that need one. */
    private void placeFirstStop() {
        var ticket = new StopTicket(
                TestRequests.leg(PositionSide.BOTH), "w1", Side.SELL, Quantity.of("0.01"), Price.of("94000"), false);
        assertThat(call(new Request.PlaceStop(ticket, now)).outcome()).isInstanceOf(Outcome.Done.class);
    }

    private Reply call(Request request) {
        return exchange.call(request)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Everything that a request can change: the position, the stops that rest, and orders. */
    private String state() {
        return simulator
                .control()
                .with(account -> "%s %s %s"
                        .formatted(
                                account.position(new PositionKey(TestRequests.BITCOIN, PositionSide.BOTH))
                                        .position()
                                        .amount(),
                                account.openAlgoOrders().stream()
                                        .map(stop -> stop.clientId())
                                        .sorted()
                                        .toList(),
                                account.allOrders().size()))
                .toCompletableFuture()
                .join();
    }

    private void arm(Fault fault, String parameter) {
        FaultOrder order = FaultOrder.once(fault);
        if (parameter != null) {
            order = order.with(parameter.split("=")[0], parameter.split("=")[1]);
        }
        simulator.control().arm(order).toCompletableFuture().join();
    }

    private static String kind(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? "Refused " + refused.code()
                : outcome.getClass().getSimpleName();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void comesToWhatItIsAndToNothingMoreCertain(
            Fault fault, String parameter, Call call, String expected, boolean effect) {
        placeFirstStop();
        arm(fault, parameter);
        String before = state();

        Reply reply = call(request(call));

        assertThat(kind(reply.outcome())).as("%s", reply.outcome()).isEqualTo(expected);
        assertThat(!state().equals(before)).as("it had an effect").isEqualTo(effect);
    }

    @ParameterizedTest(name = "{0} silences all: {2}, placing: {3}")
    @CsvSource({
        "RATE_429, '', true, false",
        "BAN_418, ms=90000, true, false",
        "WAF_403_HTML, '', true, false",
        "ORDERS_1015, '', false, true",
        "HTTP_503_B, '', false, false",
        "HTML_BODY, status=502, false, false",
    })
    void saysForHowLongToKeepQuiet(Fault fault, String parameter, boolean all, boolean placing) {
        arm(fault, parameter.isEmpty() ? null : parameter);

        var usage = call(request(Call.STOP)).usage();

        assertThat(usage.silentUntil() > now).as("%s", usage).isEqualTo(all);
        assertThat(usage.placingSilentUntil() > now).as("%s", usage).isEqualTo(placing);
        if (fault == Fault.BAN_418) {
            assertThat(usage.silentUntil()).isBetween(now + 90_000, now + 95_000);
        }
    }

    @Test
    void answersThatComeInAnotherOrderEachBelongToTheirOwnCall() {
        var slowStop = FaultOrder.once(Fault.SLOW_ANSWER).with("ms", 700).at("POST /fapi/v1/algoOrder");
        simulator.control().arm(slowStop).toCompletableFuture().join();
        CompletableFuture<Reply> slow = exchange.call(request(Call.STOP)).toCompletableFuture();
        Reply read = call(request(Call.POSITIONS));
        boolean firstStillOut = !slow.isDone();

        assertThat(done(read)).isInstanceOf(Answer.Positions.class);
        assertThat(done(slow.orTimeout(5, TimeUnit.SECONDS).join()))
                .isInstanceOfSatisfying(
                        Answer.StopReport.class, stop -> assertThat(stop.id()).isEqualTo("w2"));
        assertThat(firstStillOut).as("the later call was answered first").isTrue();
    }

    private static Answer done(Reply reply) {
        return ((Outcome.Done) reply.outcome()).answer();
    }

    @Test
    void everyFaultOfARequestIsInTheTable() {
        Set<Fault> tried = TABLE.lines()
                .map(line -> Fault.valueOf(line.split("\\|")[0].strip()))
                .collect(Collectors.toSet());

        assertThat(tried).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(OF_NO_REQUEST)));
    }
}
