/** Tests of the tables for people. */
@org.jspecify.annotations.NullMarked
package dev.belay.monitoring;
