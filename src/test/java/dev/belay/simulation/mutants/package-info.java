/** Mutants: guards taken away one by one, each of which a judge has to miss (reliability §4.7). */
package dev.belay.simulation.mutants;
