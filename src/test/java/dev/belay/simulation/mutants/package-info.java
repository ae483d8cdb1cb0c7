/** Mutants: guards taken away one by one, each of which a judge has to miss (reliability §4.7). */
@NullMarked
package dev.belay.simulation.mutants;

import org.jspecify.annotations.NullMarked;
