package dev.belay.market;

/**
 * Work under way, counted so that a fast replay can wait for it.
 *
 * <p>At 10,000 times the speed one millisecond of a garbage collector is ten seconds on the exchange, and a slow
 * machine would look like a slow guard. The simulator's clock therefore stands still while something that it caused is
 * still being worked on in the same process: whoever hands on a message calls {@link #begin}, whoever has finished with
 * it calls {@link #end}. At the speed of real time, and against a real exchange, nothing waits: {@link #NONE}.
 */
public interface Pace {

    Pace NONE = new Pace() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    void begin();

    void end();
}
