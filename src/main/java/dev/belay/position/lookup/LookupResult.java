package dev.belay.position.lookup;

import dev.belay.money.LegId;
import dev.belay.position.HeldPosition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a lookup ended.
 *
 * @param position empty when it was aborted: nobody knew, and nothing was guessed
 * @param tried every question, in order; the last one brought the answer when there is one
 */
public record LookupResult(LegId leg, Optional<HeldPosition> position, List<Attempt> tried) {

    public LookupResult {
        tried = List.copyOf(tried);
    }

    /** Where the answer comes from; empty when the lookup was aborted. */
    public Optional<Source> source() {
        return position.map(found -> tried.get(tried.size() - 1).source());
    }

    /** From the first question to the end, in microseconds, without the pause between the two reads of the exchange. */
    public long micros() {
        return tried.stream().mapToLong(Attempt::micros).sum();
    }

    /** How often the exchange was asked. */
    public long readsOfTheExchange() {
        return tried.stream()
                .filter(attempt -> attempt.source() == Source.EXCHANGE)
                .count();
    }

    /** What was tried, for people. */
    public String story() {
        return tried.stream().map(Attempt::toString).collect(Collectors.joining("; "));
    }
}
