/** Tests of how the tables for people get into a database. */
@NullMarked
package dev.belay.monitoring.tables;

import org.jspecify.annotations.NullMarked;
