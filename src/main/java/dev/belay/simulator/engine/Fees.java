package dev.belay.simulator.engine;

import java.math.BigDecimal;

/** Rates of commission and funding as fractions: {@code 0.0005} is 5 basis points of the notional. */
public record Fees(BigDecimal maker, BigDecimal taker, BigDecimal funding) {

    /** Binance's rates without discount, and its usual funding of one basis point every eight hours. */
    public static final Fees STANDARD =
            new Fees(new BigDecimal("0.0002"), new BigDecimal("0.0005"), new BigDecimal("0.0001"));
}
