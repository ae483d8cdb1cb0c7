@NullMarked
package dev.belay.exchange.binance;

import org.jspecify.annotations.NullMarked;
