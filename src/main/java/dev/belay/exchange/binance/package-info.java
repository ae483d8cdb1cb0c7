/**
 * Binance's wire: how requests, answers and stream events of USDⓈ-M futures look as bytes.
 *
 * <p>{@link dev.belay.exchange.binance.BinanceExchange} sends what {@link dev.belay.exchange.binance.RequestWriter}
 * writes and tells what {@link dev.belay.exchange.binance.AnswerClassifier} makes of the answer.
 * {@link dev.belay.exchange.binance.BinanceMarketFeed} and {@link dev.belay.exchange.binance.BinanceUserFeed} are the two
 * streams. Live, testnet and the simulator differ by {@link dev.belay.exchange.binance.BinanceEndpoints} alone.
 *
 * <p>Only the exchange and the feeds know sockets; everything else here is plain reading and writing of text. What cannot
 * be read is said to be unreadable and is never replaced by a default.
 */
@NullMarked
package dev.belay.exchange.binance;

import org.jspecify.annotations.NullMarked;
