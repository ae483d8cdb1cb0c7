/**
 * Belay keeps a confirmed stop on the exchange under every open Binance USDⓈ-M position.
 *
 * <h2>The way of a price</h2>
 *
 * <ol>
 *   <li>A mark price, or a trade, arrives as a WebSocket frame; {@code exchange.binance.PriceScanner} reads it without allocating
 *       much, and {@link dev.belay.market.MarketStreamActor} hands it to those who watch its symbol.
 *   <li><b>Where a stop is decided:</b> {@link dev.belay.trailing.TrailCursor#onPrice}. It runs for every price of every
 *       open position, on longs; {@link dev.belay.trailing.TrailingStopActor} tells its parent only the decisions.
 *   <li>{@link dev.belay.position.PositionActor} turns the decision into facts and intents by asking {@link
 *       dev.belay.position.LegRules}, and writes them to the journal before anything else happens.
 *   <li>{@code position.ProtectionPlan} compares what is wanted with what is proven to rest at the exchange ({@link
 *       dev.belay.protection.StopBook}): new stop first, the old one cancelled when the new one is proven.
 *   <li>{@link dev.belay.exchange.ExchangeGatewayActor} sends the request: one road out per account, urgent lanes first,
 *       under the exchange's limits.
 *   <li>The answer, the user stream and snapshots come back as evidence through {@link
 *       dev.belay.position.AccountActor}; nothing is believed without a {@link dev.belay.position.Proof}.
 *   <li>{@link dev.belay.journal.JournalFormat} keeps all of it as JSON that people can read.
 *   <li>{@link dev.belay.monitoring.LegSheet} turns the journal into tables for people; {@link dev.belay.view.LegView} and
 *       {@link dev.belay.web.ApiServer} show what is now; {@code app} wires everything.
 * </ol>
 *
 * <p>With several nodes each leg lives on one of them, and the gateway with the user stream on one: {@link
 * dev.belay.cluster.AccountDoorActor} is every node's way to it.
 *
 * <p>The other side of the wire is {@link dev.belay.simulator.Simulator}: in paper mode the same code speaks to it over
 * the same HTTP and WebSocket as to Binance.
 *
 * <h2>Core and shell</h2>
 *
 * <p>Everything in {@code money market trailing exchange protection position} but the {@code …Actor} classes is plain
 * Java: no Akka, no clock, no randomness, no I/O; time comes in as a value. {@code ArchitectureTest} holds that. Each actor
 * asks a plain class what to do and does it: {@link dev.belay.position.LegIncarnation}, {@link
 * dev.belay.position.AccountWatch}, {@link dev.belay.exchange.Gateway}, {@link dev.belay.trailing.TrailFollower}. The
 * simulation drives these same classes in one thread; tests live its days again through the actors.
 *
 * <h2>Words</h2>
 *
 * <p>leg, position, epoch, stop, working stop (W), disaster stop (D), level, activation, callback, peak, policy, intent,
 * outcome (done, refused, unknown, not sent), evidence, proof, snapshot, adoption, orphan, lane, budget: one word for one
 * thing, in code, journal, configuration and on screen.
 */
@NullMarked
package dev.belay;

import org.jspecify.annotations.NullMarked;
