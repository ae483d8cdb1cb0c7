package dev.belay.position;

/** The limits of an account that its legs share, as one leg meets them while it decides. */
public interface SharedLimits {

    /** There is enough of everything. */
    SharedLimits NONE = new SharedLimits() {
        @Override
        public boolean takeSlot() {
            return true;
        }

        @Override
        public boolean hasRoom(boolean moves) {
            return true;
        }

        @Override
        public boolean takeRoom(String id, boolean moves) {
            return true;
        }
    };

    /** Takes an order slot for a move for the better; false when the leg has to wait its turn. */
    boolean takeSlot();

    /**
     * Whether one more working stop may rest at the account, see {@link dev.belay.exchange.StopRoom#isFree}.
     *
     * @param moves whether it only replaces one that protects
     */
    boolean hasRoom(boolean moves);

    /** As {@link #hasRoom}; when there is room, the stop {@code id} takes it. */
    boolean takeRoom(String id, boolean moves);
}
