/** Tests of how the tables for people get into a database. */
@org.jspecify.annotations.NullMarked
package dev.belay.monitoring.tables;
