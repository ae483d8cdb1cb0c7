package dev.belay.simulator.engine;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the simulator answers the open questions.
 *
 * @param flipped those that are answered the other way than usual
 */
public record OpenQuestions(Set<OpenQuestion> flipped) {

    /** Every question has its usual answer. */
    public static final OpenQuestions USUAL = new OpenQuestions(Set.of());

    public OpenQuestions {
        flipped = Set.copyOf(flipped);
    }

    /** The answer to {@code question}. */
    public boolean is(OpenQuestion question) {
        return question.usual() != flipped.contains(question);
    }

    /** The same with one answer turned round. */
    public OpenQuestions flip(OpenQuestion question) {
        Set<OpenQuestion> others = EnumSet.noneOf(OpenQuestion.class);
        others.addAll(flipped);
        if (!others.remove(question)) {
            others.add(question);
        }
        return new OpenQuestions(others);
    }
}
