/**
 * What Belay costs, as ratios inside one run: {@link dev.belay.bench.Bench} prints the table. Nothing here asserts a time.
 */
package dev.belay.bench;
