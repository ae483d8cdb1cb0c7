package dev.belay.simulation;

import dev.belay.exchange.UserEvent;
import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.exchange.binance.UnreadableAnswer;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.wire.FrameSink;
import dev.belay.simulator.wire.StreamSession;
import dev.belay.simulator.wire.StreamUrl;
import java.util.function.Consumer;

/** One connection to the user stream: frames are the real text, and may be lost, come twice or late. */
final class UserLink implements FrameSink {

    private static final int USUAL_MILLIS = 40;
    private static final int LATE_MILLIS = 8_000;
    /** After which a connection that answers no ping is given up, as on the socket. */
    private static final long DEAD_MILLIS = 40_000;

    private final Agenda agenda;
    private final Dice dice;
    private final SimulatorCore exchange;
    private final Consumer<UserEvent> listener;
    private final Runnable ended;
    private final StreamSession session;
    private boolean open;
    private long lastAt;
    private long silentUntil;

    /**
     * A connection that is not open yet.
     *
     * @param ended hears when the exchange or the network ends it
     */
    UserLink(Surroundings around, String listenKey, Consumer<UserEvent> listener, Runnable ended) {
        this.agenda = around.agenda();
        this.dice = around.dice();
        this.exchange = around.exchange();
        this.listener = listener;
        this.ended = ended;
        this.session = new StreamSession(
                StreamUrl.parse("/private/ws/" + listenKey, "").orElseThrow(), this);
    }

    /** Connects; says whether the exchange let it in. */
    boolean open() {
        open = exchange.opens(session);
        return open;
    }

    /** Carries nothing for so long, and nobody is told. */
    void goSilent(long millis) {
        silentUntil = agenda.now() + millis;
    }

    /** The connection is cut. */
    void cut() {
        close();
        ended.run();
    }

    /** We close it. */
    void close() {
        open = false;
        exchange.closed(session);
    }

    @Override
    public void frame(String text) {
        if (!open || agenda.now() < silentUntil || dice.strikes(Mishap.EVENT_LOST)) {
            return;
        }
        deliver(text);
        if (dice.strikes(Mishap.EVENT_TWICE)) {
            deliver(text);
        }
    }

    /** In order, unless one is late. */
    private void deliver(String text) {
        long usual = Math.max(lastAt, agenda.now() + 2 + dice.draw(Draw.EVENT_TIME, USUAL_MILLIS));
        boolean late = dice.strikes(Mishap.EVENT_LATE);
        long at = late ? usual + dice.draw(Draw.LATE_TIME, LATE_MILLIS) : usual;
        lastAt = usual;
        agenda.after(at - agenda.now(), () -> arrive(text));
    }

    private void arrive(String text) {
        try {
            if (open) {
                BinanceCodec.userEvent(text).ifPresent(listener);
            }
        } catch (UnreadableAnswer unreadable) {
            // As on the socket: a frame that cannot be read is no evidence of anything.
        }
    }

    @Override
    public void ping() {
        agenda.after(1, () -> {
            if (open) {
                exchange.ponged(session);
            }
        });
    }

    @Override
    public void goDead() {
        silentUntil = Long.MAX_VALUE;
        agenda.after(DEAD_MILLIS, () -> {
            if (open) {
                cut();
            }
        });
    }

    @Override
    public void close(int code) {
        if (open) {
            open = false;
            agenda.after(1, ended);
        }
    }
}
