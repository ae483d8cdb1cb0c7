package dev.belay.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fault catalogue of reliability §2 by its ids: which of them struck, and why the others cannot here. An id strikes by
 * a {@link Mishap}, or by an answer that the exchange gives of itself when the world is rough enough.
 */
final class FaultCatalogue {

    private static final Map<String, Integer> CHAPTERS = chapters();

    /** Refusals that are a fault of the catalogue by themselves, whatever has led to them. */
    private static final Map<String, String> BY_REFUSAL =
            Map.of("-2022", "R16", "-4118", "R16", "-2011", "R17", "-4116", "R19", "-4130", "R19");

    private FaultCatalogue() {}

    private static Map<String, Integer> chapters() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("R", 27);
        sizes.put("U", 13);
        sizes.put("M", 10);
        sizes.put("P", 13);
        sizes.put("B", 12);
        sizes.put("C", 12);
        sizes.put("H", 19);
        sizes.put("E", 7);
        return sizes;
    }

    /** Every id, in the order of the catalogue. */
    static Set<String> all() {
        Set<String> ids = new LinkedHashSet<>();
        CHAPTERS.forEach((chapter, size) -> {
            for (int number = 1; number <= size; number++) {
                ids.add(chapter + number);
            }
        });
        return ids;
    }

    /** What cannot strike in one process of virtual time, by the reason. */
    static Map<String, List<String>> elsewhere() {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        reasons.put("needs real sockets, disks and databases", List.of("R27", "P10", "B12"));
        reasons.put("needs a cluster", List.of("C1", "C2", "C4", "C5", "C6", "C8", "C9", "C10", "C11", "C12", "H15"));
        reasons.put("needs events of an older or newer release", List.of("E1", "E2", "E3", "E5", "E6", "E7"));
        reasons.put("is refused before anything is guarded", List.of("H11", "H12", "H14"));
        reasons.put("concerns nothing that a rule reads: the book, the kind of margin", List.of("M4", "H19"));
        reasons.put("is not simulated yet", List.of("R23", "R25", "P9", "B5", "B10", "H18"));
        return reasons;
    }

    /** The ids that struck, by what was injected and by what the exchange was seen to do. */
    static Set<String> struck(Set<Mishap> mishaps, Set<String> seen) {
        Set<String> ids = new TreeSet<>();
        mishaps.forEach(mishap -> ids.addAll(mishap.ids()));
        BY_REFUSAL.forEach((code, id) -> {
            if (seen.contains("refused " + code)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** What could have struck here and did not. */
    static String missing(Set<String> struck) {
        Set<String> missing = all();
        missing.removeAll(struck);
        elsewhere().values().forEach(missing::removeAll);
        return missing.stream().collect(Collectors.joining(" "));
    }
}
