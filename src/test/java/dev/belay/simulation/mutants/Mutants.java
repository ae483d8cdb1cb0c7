package dev.belay.simulation.mutants;

import java.util.List;
import java.util.function.Function;

/** Brings mutants to life. */
final class Mutants {

    private Mutants() {}

    /** Another program that differs by the edits of {@code mutant}, entered through its own {@code inside}. */
    @SuppressWarnings("unchecked") // the class is known, only loaded by another loader
    static Function<List<String>, List<String>> life(
            Mutant mutant, Class<? extends Function<List<String>, List<String>>> inside) {
        var loader = new MutantLoader(MutantCompiler.compile(mutant.name(), MutantSource.of(mutant)));
        try {
            Object entry =
                    loader.loadClass(inside.getName()).getDeclaredConstructor().newInstance();
            return (Function<List<String>, List<String>>) entry;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(mutant.name() + " does not come to life", failure);
        }
    }
}
