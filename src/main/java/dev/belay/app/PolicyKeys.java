package dev.belay.app;

import static dev.belay.app.SettingsFormat.choice;
import static dev.belay.app.SettingsFormat.duration;
import static dev.belay.app.SettingsFormat.integer;
import static dev.belay.app.SettingsFormat.list;
import static dev.belay.app.SettingsFormat.number;
import static dev.belay.app.SettingsFormat.orOff;
import static dev.belay.app.SettingsFormat.percent;

import dev.belay.market.PriceKind;
import dev.belay.money.Percent;
import dev.belay.money.Require;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.StopRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of one stop policy, {@code belay.policies.NAME}; what each means is said in {@code conf/belay.conf}. */
final class PolicyKeys {

    static final String SECTION = "belay.policies";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    static final PolicyKeys DEFAULT = new PolicyKeys(StopPolicy.DEFAULT_NAME);

    private final String name;
    private final List<SettingsKey<?>> all = new ArrayList<>();

    final SettingsKey<PriceKind> price;
    final SettingsKey<Percent> initialStop;
    final SettingsKey<Percent> activation;
    final SettingsKey<Optional<Percent>> callback;
    final SettingsKey<Optional<Long>> callbackTicks;
    final SettingsKey<Optional<BigDecimal>> rangeMultiple;
    final SettingsKey<Integer> rangePeriods;
    final SettingsKey<Duration> rangeBar;
    final SettingsKey<Optional<Percent>> breakEvenGain;
    final SettingsKey<Percent> breakEvenOffset;
    final SettingsKey<Percent> takerFee;
    final SettingsKey<List<StopRule.Tier>> profitLock;
    final SettingsKey<Optional<Duration>> tightenAfter;
    final SettingsKey<Percent> agedCallback;
    final SettingsKey<Optional<Duration>> closeAfter;
    final SettingsKey<Percent> minimumStep;
    final SettingsKey<Duration> minimumInterval;
    final SettingsKey<Percent> disaster;
    final SettingsKey<Duration> hitGrace;

    PolicyKeys(String name) {
        this.name = name;
        price = key("price", choice(PriceKind.class), "last");
        initialStop = key("initial-stop", percent("0.01", "50"), "\"2 %\"");
        activation = key("activation", percent("0", "50"), "\"1.5 %\"");
        callback = key("callback", orOff(percent("0.01", "50")), "\"0.5 %\"");
        callbackTicks = key("callback-ticks", orOff(number(1, 1_000_000)), "150");
        rangeMultiple = key("atr.multiple", orOff(SettingsFormat.factor("0.1", "100")), "3");
        rangePeriods = key("atr.periods", integer(2, 200), "14");
        rangeBar = key("atr.bar", duration("1 m", "24 h"), "5 m");
        breakEvenGain = key("break-even.gain", orOff(percent("0.01", "50")), "\"1 %\"");
        breakEvenOffset = key("break-even.offset", percent("0", "10"), "\"0.05 %\"");
        takerFee = key("break-even.taker-fee", percent("0", "1"), "\"0.05 %\"");
        profitLock = key(
                "profit-lock",
                list("a list of GAIN=SHARE, shares in percent below 100 %", PolicyKeys::tier),
                "[\"3 % = 50 %\", \"6 % = 70 %\"]");
        tightenAfter = key("age.tighten-after", orOff(duration("1 m", "8760 h")), "24 h");
        agedCallback = key("age.callback", percent("0.01", "50"), "\"0.3 %\"");
        closeAfter = key("age.close-after", orOff(duration("1 m", "8760 h")), "72 h");
        minimumStep = key("minimum-step", percent("0", "10"), "\"0.1 %\"");
        minimumInterval = key("minimum-interval", duration("0 ms", "10 m"), "2 s");
        disaster = key("disaster", percent("0.02", "90"), "\"5 %\"");
        hitGrace = key("hit-grace", duration("0 ms", "60 s"), "3 s");
    }

    /** Whether a policy may be named so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private <T> SettingsKey<T> key(String field, SettingsFormat<T> format, String example) {
        var key = new SettingsKey<>(SECTION + "." + name + "." + field, format, example);
        all.add(key);
        return key;
    }

    private static StopRule.Tier tier(String text) {
        int equals = text.indexOf('=');
        Require.argument(equals > 0, "expected GAIN=SHARE, was [%s]", text);
        return new StopRule.Tier(
                Percent.of(text.substring(0, equals).strip()),
                Percent.of(text.substring(equals + 1).strip()));
    }

    String name() {
        return name;
    }

    /** All of them, in the order of the file. */
    List<SettingsKey<?>> all() {
        return List.copyOf(all);
    }

    /** The key that {@link dev.belay.trailing.PolicyProblem} calls {@code field}. */
    SettingsKey<?> of(String field) {
        return all.stream()
                .filter(key -> key.path().endsWith("." + name + "." + field))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key for " + field));
    }
}
