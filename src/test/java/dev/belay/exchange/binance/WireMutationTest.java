package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.RateBudget.Limits;
import dev.belay.exchange.UserEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is done to a sample, its reader says the same as before or that it cannot read it. It never throws anything
 * else and never takes an absent price, quantity, amount, side or name for some other one.
 */
class WireMutationTest {

    /** May be lost, because the exchange does not always say them; then the value says "not said" (Answer, UserEvent). */
    private static final Set<String> MAY_BE_UNSAID = Set.of(
            "avgPrice",
            "liquidationPrice",
            "updateTime",
            "actualQty",
            "notional",
            "workingType", // answers
            "ap",
            "aq",
            "rm",
            "rp",
            "n",
            "N",
            "t",
            "T",
            "m",
            "wt"); // events

    /** A word that is not known means something else than the words that are. */
    private static final Set<String> WORDS = Set.of("status", "algoStatus", "X", "x", "e", "o", "orderType");

    private static List<Arguments> samples() {
        List<Arguments> samples = new ArrayList<>();
        WireSamples.ANSWERS.forEach((name, json) -> samples.add(Arguments.of(name, json, WireSamples.answer(name))));
        WireSamples.Reader events = UserEventReader::read;
        WireSamples.USER_EVENTS.forEach((name, json) -> samples.add(Arguments.of(name, json, events)));
        WireSamples.Reader prices = WireMutationTest::scanned;
        samples.add(Arguments.of("mark-price", WireSamples.MARKET_FRAMES.get("mark-price"), prices));
        return samples;
    }

    private static Object scanned(String text) throws UnreadableAnswer {
        PriceScanner scanner = new PriceScanner(new SymbolTable(Set.of(TestRequests.BITCOIN)), SymbolTable.EMPTY);
        PriceScanner.Kind kind = scanner.scan(text);
        if (kind == PriceScanner.Kind.UNREADABLE) {
            throw new UnreadableAnswer(scanner.problem());
        }
        return kind == PriceScanner.Kind.PRICE ? List.of(scanner.symbol(), scanner.units(), scanner.at()) : kind;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void anotherWritingOfTheSameSaysTheSame(String name, JsonNode sample, WireSamples.Reader reader) {
        Object said = read(reader, sample).orElseThrow();
        same(read(reader, MangledJson.ofTomorrow(sample)), said, name + " with unknown fields, in reverse");
        for (JsonPointer at : MangledJson.leaves(sample)) {
            for (JsonNode writing : MangledJson.writings(sample.at(at))) {
                Optional<Object> now = read(reader, MangledJson.with(sample, at, writing));
                same(now, said, "%s with %s at %s".formatted(name, writing, at));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void whatIsLostIsNeverTakenForSomethingElse(String name, JsonNode sample, WireSamples.Reader reader) {
        Object said = read(reader, sample).orElseThrow();
        for (JsonPointer at : MangledJson.leaves(sample)) {
            for (Map.Entry<String, JsonNode> loss : MangledJson.losses().entrySet()) {
                Optional<Object> now = read(reader, MangledJson.with(sample, at, loss.getValue()));
                if (!mayDiffer(at, loss.getKey()) && !isTimeOfNothing(at, said)) {
                    Optional<Object> heard = now.map(read -> limitsUnsaidMayHold(read, said));
                    same(
                            heard.or(() -> Optional.of(said)),
                            said,
                            "%s with %s at %s".formatted(name, loss.getKey(), at));
                }
            }
        }
    }

    /** A limit that cannot be read is unsaid, so the configured one goes on: that is no other limit than was said. */
    private static Object limitsUnsaidMayHold(Object now, Object said) {
        if (!(now instanceof Answer.Rules rules) || !(said instanceof Answer.Rules before)) {
            return now;
        }
        Limits limits = rules.limits();
        Limits asSaid = new Limits(
                unsaidAs(limits.weightPerMinute(), before.limits().weightPerMinute()),
                unsaidAs(limits.ordersPer10Seconds(), before.limits().ordersPer10Seconds()),
                unsaidAs(limits.ordersPerMinute(), before.limits().ordersPerMinute()));
        return new Answer.Rules(rules.bySymbol(), asSaid);
    }

    private static int unsaidAs(int limit, int said) {
        return limit == Limits.UNSAID.weightPerMinute() ? said : limit;
    }

    /** Nobody acts on these events, so nobody needs their time. */
    private static boolean isTimeOfNothing(JsonPointer at, Object said) {
        boolean isNothing = said instanceof UserEvent.Other || said instanceof UserEvent.KeyExpired;
        return isNothing && at.last().getMatchingProperty().equals("E");
    }

    /** Equal by value: {@code 50} is {@code 50.000}. */
    private static void same(Optional<Object> now, Object said, String what) {
        assertThat(now).as(what).isPresent();
        assertThat(now.orElseThrow())
                .as(what)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(said);
    }

    private static boolean mayDiffer(JsonPointer at, String loss) {
        String field = at.last().getMatchingProperty();
        boolean isText = List.of("word", "NaN", "huge", "long").contains(loss);
        boolean isKind = field.equals("e") || field.equals("filterType");
        boolean isFreeText = Set.of(
                        "clientOrderId", "clientAlgoId", "c", "caid", "symbol", "s", "rm", "listenKey", "asset")
                .contains(field);
        return MAY_BE_UNSAID.contains(field) || isKind || (isText && (WORDS.contains(field) || isFreeText));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void damagedBytesAreReadOrRefusedAndNothingElse(String name, JsonNode sample, WireSamples.Reader reader) {
        long seed = Long.getLong("seed", name.hashCode());
        System.out.printf("%s: seed %d%n", name, seed);
        SplittableRandom random = new SplittableRandom(seed);
        String text = sample.toString();
        for (int run = 0; run < 2_000; run++) {
            String damaged = damaged(text, random);
            try {
                assertThat(reader.read(damaged)).isNotNull();
            } catch (UnreadableAnswer refused) {
                assertThat(refused.why()).isNotBlank();
            } catch (RuntimeException other) {
                fail(damaged, other);
            }
        }
    }

    private static String damaged(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int hits = random.nextInt(1, 5); hits > 0 && damaged.length() > 2; hits--) {
            int at = random.nextInt(damaged.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, "0123456789\"{}[],:.-eE\\ \u0000".charAt(random.nextInt(24)));
                case 1 -> damaged.deleteCharAt(at);
                case 2 -> damaged.insert(at, text.charAt(random.nextInt(text.length())));
                default -> damaged.setLength(random.nextInt(4) == 0 ? at + 1 : damaged.length());
            }
        }
        return damaged.toString();
    }

    private static Optional<Object> read(WireSamples.Reader reader, JsonNode json) {
        try {
            return Optional.of(reader.read(json.toString()));
        } catch (UnreadableAnswer unreadable) {
            return Optional.empty();
        }
    }
}
