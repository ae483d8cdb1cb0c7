/** A real PostgreSQL for tests: its server binaries, run as children of the test's process. */
@NullMarked
package dev.belay.postgres;

import org.jspecify.annotations.NullMarked;
