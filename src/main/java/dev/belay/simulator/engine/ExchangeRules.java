package dev.belay.simulator.engine;

/** What an exchange charges, how deep its books are and how it answers the open questions. */
public record ExchangeRules(Fees fees, Liquidity liquidity, OpenQuestions questions) {

    /** Binance's fees, endless depth at the best price, the usual answers. */
    public static final ExchangeRules STANDARD =
            new ExchangeRules(Fees.STANDARD, Liquidity.ENDLESS, OpenQuestions.USUAL);

    public ExchangeRules charging(Fees other) {
        return new ExchangeRules(other, liquidity, questions);
    }

    public ExchangeRules with(Liquidity other) {
        return new ExchangeRules(fees, other, questions);
    }

    public ExchangeRules with(OpenQuestions other) {
        return new ExchangeRules(fees, liquidity, other);
    }
}
