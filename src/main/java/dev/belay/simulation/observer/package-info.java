/**
 * The judge of a run: sees what an exchange sees and says whether the promises of reliability §3 were kept.
 *
 * <p>{@link dev.belay.simulation.observer.Observed} is what there is to see; it comes from a simulator in the same
 * process ({@link dev.belay.simulation.observer.ObservingAudit}) or from an audit file ({@link
 * dev.belay.simulation.observer.AuditFileFeed}). {@link dev.belay.simulation.observer.ExchangeJudge} judges it without
 * any knowledge of how the guard works; {@link dev.belay.simulation.observer.JournalJudge} sets the guard's journal
 * beside it.
 */
@NullMarked
package dev.belay.simulation.observer;

import org.jspecify.annotations.NullMarked;
