/**
 * Step 3 of a price's way: what we hold and what to do about it; the only truth, and journaled.
 *
 * <p>{@link dev.belay.position.PositionActor} hears {@link dev.belay.position.LegInput}s and asks {@link
 * dev.belay.position.LegRules}. Evidence becomes facts in {@link dev.belay.position.PositionEvidence}, {@link
 * dev.belay.position.StopEvidence}, {@link dev.belay.position.OrderEvidence} and {@link
 * dev.belay.position.AnswerEvidence}; from facts follow the next steps in {@link dev.belay.position.ProtectionPlan},
 * {@link dev.belay.position.EntrySteps} and {@link dev.belay.position.CloseSteps}; all of it is written down as {@link
 * dev.belay.position.LegEvent}s; then {@link dev.belay.position.Calls} says what to send. {@link
 * dev.belay.position.Leg} is what the journal adds up to, {@link dev.belay.position.LegMemory} what an incarnation may
 * forget. {@link dev.belay.position.AccountActor} brings the exchange's word to the legs.
 *
 * <p>The invariant here: nothing is sent that is not written down, and nothing is concluded from an absence.
 */
@NullMarked
package dev.belay.position;

import org.jspecify.annotations.NullMarked;
