package dev.belay.simulator.prices;

/**
 * What a generated market does for a while. Rates are millionths of the price per second.
 *
 * <p>The market is about thirty times as fast as a real one: with an activation at 1.5 % and a callback of 0.5 % a trend
 * of a minute or two activates a trailing stop and drags it along, and the next trend the other way hits it, all within
 * a few minutes. A trend pulls back by less than 0.3 % on its way, so that it does not hit what it has activated.
 */
enum Regime {
    /** Goes nowhere: 15 to 40 s of noise. */
    CALM(0, 150, 15, 40),
    /** 2 to 5 % in one direction within 50 to 120 s. */
    TREND(400, 350, 50, 120),
    /** 1 to 2 % in one direction within 4 to 8 s; is followed by {@link #RETURN}. */
    SPIKE(2_500, 400, 4, 8),
    /** The way back of a spike. */
    RETURN(2_500, 400, 4, 8),
    /** 4 to 8 % down within 8 to 15 s; is followed by {@link #RECOVERY}. */
    CRASH(5_000, 1_500, 8, 15),
    /** Two thirds of a crash are made good within half a minute. */
    RECOVERY(1_500, 600, 20, 35);

    private final int drift;
    private final int noise;
    private final int shortest;
    private final int longest;

    Regime(int drift, int noise, int shortest, int longest) {
        this.drift = drift;
        this.noise = noise;
        this.shortest = shortest;
        this.longest = longest;
    }

    int drift() {
        return drift;
    }

    int noise() {
        return noise;
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }
}
