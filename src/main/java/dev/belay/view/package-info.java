/**
 * What people are shown of the legs, computed from what the legs say of themselves.
 *
 * <p>{@link dev.belay.view.LegView} is a pure function of a {@link dev.belay.position.Leg}, a mark price and the last
 * event; {@link dev.belay.view.PositionsActor} keeps one for every leg of this node. It is never asked before a decision.
 */
@NullMarked
package dev.belay.view;

import org.jspecify.annotations.NullMarked;
