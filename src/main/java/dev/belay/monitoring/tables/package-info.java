/**
 * Brings the tables for people forward, event by event, each exactly once.
 *
 * <p>{@link dev.belay.monitoring.tables.SheetBatch} counts some events on top of the sheets in the database and writes
 * what has changed. On a running node {@link dev.belay.monitoring.tables.MonitoringProjection} follows the journal with it, one reader
 * for each slice of the legs in the whole cluster; {@link dev.belay.monitoring.tables.Rebuild} makes all of it anew. None
 * of this is ever asked before a decision, and none of it can keep a leg from writing.
 */
@NullMarked
package dev.belay.monitoring.tables;

import org.jspecify.annotations.NullMarked;
