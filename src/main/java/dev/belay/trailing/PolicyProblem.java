package dev.belay.trailing;

/**
 * Why a policy is refused.
 *
 * @param field as the configuration names it
 * @param expected what was expected instead, with the numbers that it follows from
 */
public record PolicyProblem(String field, String expected) {}
