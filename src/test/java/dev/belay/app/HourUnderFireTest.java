package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import dev.belay.simulator.audit.LimitCheck;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of exchange time with 40 legs: two trends in which they want to move more often than the order limits allow, and
 * everything that an exchange can answer instead of an answer. The judge reads nothing but the exchange's audit file.
 */
@Timeout(300)
class HourUnderFireTest {

    private static final int LEGS = 40;
    private static final long START = ManyLegs.START;
    private static final long END = START + Duration.ofHours(1).toMillis();
    private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d+)");

    /** Calls that were out when the exchange said that it wants no more; a slow answer takes 700 ms. */
    private static final long ON_THEIR_WAY = 1_000;

    @TempDir
    Path home;

    private static boolean isTrend(long at) {
        long minute = (at - START) / 60_000;
        long second = (at - START) / 1_000 % 60;
        return minute == 31 || (minute == 5 && second < 15);
    }

    /** What goes wrong, and so many seconds after the start. */
    private static Map<Integer, FaultOrder> fire() {
        Map<Integer, FaultOrder> fire = new TreeMap<>();
        fire.put(302, FaultOrder.lasting(Fault.HTTP_503_B, 2_000).likely(500));
        fire.put(304, FaultOrder.lasting(Fault.SLOW_ANSWER, 6_000).likely(200).with("ms", 700));
        fire.put(313, FaultOrder.once(Fault.RATE_429));
        fire.put(725, FaultOrder.once(Fault.RATE_429));
        fire.put(1_205, FaultOrder.once(Fault.BAN_418).with("ms", 130_000));
        fire.put(1_400, FaultOrder.lasting(Fault.UNKNOWN_EXECUTED, 130_000).likely(200));
        fire.put(1_540, FaultOrder.lasting(Fault.UNKNOWN_NOT_EXECUTED, 130_000).likely(100));
        fire.put(1_866, FaultOrder.lasting(Fault.HTTP_503_C, 2_000).likely(300));
        fire.put(1_870, FaultOrder.lasting(Fault.HTTP_503_D, 3_000));
        fire.put(1_875, FaultOrder.once(Fault.RESPONSE_LOST).times(3));
        fire.put(1_895, FaultOrder.once(Fault.ORDERS_1015));
        fire.put(2_400, FaultOrder.once(Fault.WAF_403_HTML));
        fire.put(
                2_500,
                FaultOrder.lasting(Fault.TIMEOUT_1007, 130_000).likely(200).with("executed", true));
        fire.put(2_640, FaultOrder.once(Fault.HTML_BODY).times(2));
        fire.put(2_700, FaultOrder.once(Fault.REQUEST_LOST).times(5));
        return fire;
    }

    private static void openFire(Simulator simulator) {
        long now = simulator.clock().millis();
        fire().forEach((second, fault) -> simulator
                .clock()
                .after(
                        Duration.ofMillis(START + second * 1_000L - now),
                        () -> simulator
                                .control()
                                .arm(fault)
                                .whenComplete((armed, refused) ->
                                        simulator.clock().pace().end())));
    }

    @Test
    void noLimitIsUsedAboveNinetyPercentAndNobodyIsAskedWhoWantsQuiet() throws Exception {
        var legs = new ManyLegs(home, LEGS, 300);
        Path file = home.resolve("audit.jsonl");
        try (var audit = new AuditFile(file)) {
            legs.run(
                    new RisingPrices(legs.pace(), START, END, HourUnderFireTest::isTrend),
                    audit,
                    HourUnderFireTest::openFire,
                    simulator -> assertThat(ManyLegs.stops(simulator))
                            .as("stops that rest when all is over")
                            .isEqualTo(2 * LEGS));
        }
        List<AuditRecord> records = AuditReader.all(file);

        checkLimits(records);
        checkSilences(records);
        checkLevels(records, legs.wanted());
        checkFired(records);
    }

    private static void checkFired(List<AuditRecord> records) {
        Set<String> fired = records.stream()
                .filter(record -> record.is("fired"))
                .map(record -> record.text("fault"))
                .collect(Collectors.toSet());
        Set<String> armed = fire().values().stream()
                .map(order -> order.fault().name())
                .filter(name -> !name.equals(Fault.HTTP_503_D.name())) // stops and cancels are exempt
                .collect(Collectors.toSet());
        assertThat(fired).as("faults that fired").containsExactlyInAnyOrderElementsOf(armed);
    }

    private static void checkLimits(List<AuditRecord> records) {
        var check = new LimitCheck();
        records.forEach(check::count);
        System.out.println("an hour under fire: " + check.peaks());
        assertThat(check.highestPercent()).as("%s", check.peaks()).isBetween(70L, 90L);
    }

    /** Every silence that was asked for is kept: a ban, a window that is used up, orders that are too many. */
    private static void checkSilences(List<AuditRecord> records) {
        int silences = 0;
        for (AuditRecord asked : records) {
            if (asked.is("request") && (asked.number("told") == 418 || asked.number("told") == 429)) {
                silences++;
                boolean ordersOnly = asked.number("code") == -1015;
                long until = until(asked, ordersOnly);
                assertThat(records)
                        .filteredOn(later -> later.is("request")
                                && later.at() > asked.at() + ON_THEIR_WAY
                                && later.at() < until
                                && (!ordersOnly || later.number("orders") > 0))
                        .as("calls after %s", asked)
                        .isEmpty();
            }
        }
        assertThat(silences).isGreaterThanOrEqualTo(4);
    }

    private static long until(AuditRecord asked, boolean ordersOnly) {
        Matcher ban = BANNED_UNTIL.matcher(asked.text("text"));
        long window = ordersOnly ? 10_000 : 60_000;
        return ban.find() ? Long.parseLong(ban.group(1)) : asked.at() - asked.at() % window + window;
    }

    /** In the end every stop rests at the level that is wanted. */
    private static void checkLevels(List<AuditRecord> records, Map<String, TrendRecord.Wanted> wanted) {
        Map<String, Price> last = new HashMap<>();
        for (AuditRecord record : records) {
            boolean placed = record.is("request")
                    && record.text("method").equals("POST")
                    && record.text("path").equals("/fapi/v1/algoOrder")
                    && !record.fields().path("effects").isEmpty()
                    && record.fields().path("parameters").has("quantity");
            if (placed) {
                var parameters = record.fields().path("parameters");
                last.put(
                        parameters.path("symbol").asText(),
                        Price.of(parameters.path("triggerPrice").asText()));
            }
        }
        wanted.forEach((symbol, leg) -> assertThat(last.get(symbol)).as(symbol).isEqualTo(leg.at(END)));
        assertThat(wanted).hasSize(LEGS);
    }
}
