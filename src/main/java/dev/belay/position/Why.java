package dev.belay.position;

import dev.belay.money.LegId;
import java.util.List;

/**
 * Why a leg believes what it believes and does what it does: the chain from its journal, and from what this incarnation has
 * seen, to its next step.
 *
 * @param sequence the number of the newest event
 * @param now exchange time of this word, epoch milliseconds
 * @param believed position, stops and orders, each with its proof
 * @param unproven what is not proven, and how it is being asked for
 * @param wanted what should rest at the exchange, with the event that says so
 * @param blocked what the next step waits for; empty when there is none to take
 */
public record Why(
        LegId leg,
        long sequence,
        Leg.Phase phase,
        Protection.State protection,
        long now,
        List<Belief> believed,
        List<String> unproven,
        List<Belief> wanted,
        List<String> blocked) {

    /** An event with its number in the leg's journal. */
    public record Numbered(long sequence, LegEvent event) {}

    /**
     * Something that is believed or wanted.
     *
     * @param what in plain words
     * @param event the number of the event that says so, 0 when none of those given does
     * @param because what that event says, in plain words
     * @param proof what proves it, "" for a decision or while nothing does
     * @param provenAt exchange time of that proof, epoch milliseconds, 0 without one
     * @param seenAt when this incarnation last saw it confirmed by the exchange, 0 for never since it started
     */
    public record Belief(String what, long event, String because, String proof, long provenAt, long seenAt) {}

    public Why {
        believed = List.copyOf(believed);
        unproven = List.copyOf(unproven);
        wanted = List.copyOf(wanted);
        blocked = List.copyOf(blocked);
    }
}
