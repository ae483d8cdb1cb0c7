/** Tests of the tables for people. */
@NullMarked
package dev.belay.monitoring;

import org.jspecify.annotations.NullMarked;
