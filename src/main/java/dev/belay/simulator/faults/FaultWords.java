package dev.belay.simulator.faults;

import dev.belay.money.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person writes about a fault; an {@link IllegalArgumentException} says what was expected instead. */
public final class FaultWords {

    private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> WHOLE = Set.of("ms", "code", "status", "leverage", "factor");

    private FaultWords() {}

    /** The fault of that name; without one, the nearest name and all of them are told. */
    public static Fault fault(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault: there is no fault [%s]; %sThe faults are %s"
                        .formatted(name, proposal(wanted), Arrays.toString(Fault.values()))));
    }

    private static String proposal(String name) {
        List<String> names = Arrays.stream(Fault.values()).map(Fault::name).toList();
        return NearestWord.to(name, names)
                .map(nearest -> "did you mean %s? ".formatted(nearest))
                .orElse("");
    }

    /** The parameters of a fault: the words in braces of its sentence. */
    public static List<String> parameters(Fault fault) {
        List<String> names = new ArrayList<>();
        Matcher braces = IN_BRACES.matcher(fault.effect());
        while (braces.find()) {
            names.add(braces.group(1));
        }
        return switch (fault) {
            case TIMEOUT_1007 -> List.of("executed");
            case ALGO_FORGETS, NEG_4509_FOR -> List.of("ms");
            default -> List.copyOf(names);
        };
    }

    /** Checks parameters before a fault is armed with them. */
    public static void check(Fault fault, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (!parameters(fault).contains(name)) {
                throw new IllegalArgumentException(
                        "parameters: %s has no parameter [%s]; it has %s".formatted(fault, name, parameters(fault)));
            }
            checkValue(fault, name, value);
        });
    }

    private static void checkValue(Fault fault, String name, String value) {
        if (WHOLE.contains(name) || fault == Fault.PARTIAL_STOP_FILL) {
            expect(value.matches("-?[0-9]{1,12}"), name, "a whole number", value);
        } else if (name.equals("percent")) {
            expect(value.matches("-?[0-9]{1,5}(\\.[0-9]{1,6})?"), name, "a decimal", value);
        } else if (name.equals("executed")) {
            expect(value.equals("true") || value.equals("false"), name, "true or false", value);
        } else if (name.equals("event")) {
            expect(Set.of("with", "without", "double").contains(value), name, "with, without or double", value);
        }
    }

    private static void expect(boolean holds, String name, String expected, String value) {
        if (!holds) {
            throw new IllegalArgumentException("parameters.%s: expected %s, was [%s]".formatted(name, expected, value));
        }
    }
}
