package dev.belay.app;

import dev.belay.money.Percent;
import dev.belay.money.Require;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value.
 *
 * @param expected what the text has to be, for the message when it is not
 * @param reading throws {@link IllegalArgumentException} or {@link ArithmeticException} for any other text
 */
record SettingsFormat<T>(String expected, Function<List<String>, T> reading) {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final Set<String> YES = Set.of("true", "on", "yes");
    private static final Set<String> NO = Set.of("false", "off", "no");

    private static <T> SettingsFormat<T> one(String expected, Function<String, T> reading) {
        return new SettingsFormat<>(expected, texts -> {
            Require.argument(texts.size() == 1, "one value is expected");
            return reading.apply(texts.get(0).strip());
        });
    }

    static SettingsFormat<String> text() {
        return one("a text", Function.identity());
    }

    /** A text that {@code reading} accepts. */
    static <T> SettingsFormat<T> named(String expected, Function<String, T> reading) {
        return one(expected, reading);
    }

    static SettingsFormat<Path> path() {
        return one("a path, relative to the working directory or absolute", Path::of);
    }

    static SettingsFormat<Boolean> yesOrNo() {
        return one("true or false", text -> {
            Require.argument(YES.contains(text) || NO.contains(text), "neither");
            return YES.contains(text);
        });
    }

    static SettingsFormat<Long> number(long least, long most) {
        return one(
                "a whole number from %d to %d".formatted(least, most),
                text -> within(Long.parseLong(text), least, most));
    }

    static SettingsFormat<Integer> integer(int least, int most) {
        return one(
                "a whole number from %d to %d".formatted(least, most),
                text -> within(Integer.parseInt(text), least, most));
    }

    static SettingsFormat<BigDecimal> amount(String least, String most) {
        return one(
                "an amount of the quote asset, %s to %s".formatted(least, most),
                text -> within(new BigDecimal(text), new BigDecimal(least), new BigDecimal(most)));
    }

    static SettingsFormat<Percent> percent(String least, String most) {
        return one(
                "a share in percent, %s %% to %s %%".formatted(least, most),
                text -> within(Percent.of(text), Percent.of(least), Percent.of(most)));
    }

    static SettingsFormat<Duration> duration(String least, String most) {
        return one(
                "a duration with its unit (ms, s, m or h), %s to %s".formatted(least, most),
                text -> within(durationOf(text), durationOf(least), durationOf(most)));
    }

    static SettingsFormat<String> loopback() {
        return one(
                "an address of this machine alone: 127.0.0.1, localhost or ::1 (there is no way to serve others)",
                text -> {
                    Require.argument(LOOPBACK.contains(text), "not a loopback address");
                    return text;
                });
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    static SettingsFormat<URI> address(String... schemes) {
        String expected = Arrays.stream(schemes).map(scheme -> scheme + "://").collect(Collectors.joining(" or "));
        return one("a base address that starts with " + expected, text -> {
            URI address = URI.create(text);
            boolean known = List.of(schemes).contains(address.getScheme());
            Require.argument(known && address.getHost() != null && address.getRawQuery() == null, "not an address");
            return address;
        });
    }

    static <E extends Enum<E>> SettingsFormat<E> choice(Class<E> type) {
        String expected = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return one("one of " + expected, text -> {
            Require.argument(text.equals(text.toLowerCase(Locale.ROOT)), "written in small letters");
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
    }

    static SettingsFormat<BigDecimal> factor(String least, String most) {
        return one("a factor of at most 4 decimals, %s to %s".formatted(least, most), text -> {
            BigDecimal factor = new BigDecimal(text).setScale(4, RoundingMode.UNNECESSARY);
            return within(factor, new BigDecimal(least), new BigDecimal(most)).stripTrailingZeros();
        });
    }

    /** Empty when it is switched off. */
    static <T> SettingsFormat<Optional<T>> orOff(SettingsFormat<T> format) {
        return new SettingsFormat<>(
                "off, or " + format.expected(),
                texts -> isOff(texts)
                        ? Optional.empty()
                        : Optional.of(format.reading().apply(texts)));
    }

    private static boolean isOff(List<String> texts) {
        return texts.size() == 1 && NO.contains(texts.get(0).strip());
    }

    /** A list, or one text with commas between its entries. */
    static <T> SettingsFormat<List<T>> list(String expected, Function<String, T> reading) {
        return new SettingsFormat<>(
                expected,
                texts -> texts.stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(reading)
                        .toList());
    }

    private static Duration durationOf(String text) {
        Matcher matcher = DURATION.matcher(text);
        Require.argument(matcher.matches(), "not a duration with a unit");
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static <V extends Comparable<V>> V within(V value, V least, V most) {
        Require.argument(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, "out of range");
        return value;
    }
}
