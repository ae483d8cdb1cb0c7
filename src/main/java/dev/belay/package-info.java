/** Belay keeps a confirmed stop on the exchange under every open Binance USDⓈ-M position. */
@NullMarked
package dev.belay;

import org.jspecify.annotations.NullMarked;
