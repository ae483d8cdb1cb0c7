package dev.belay.simulator.wire;

import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How long a WebSocket lives and what is made to go wrong with it (binance-api §9.1, §16.5, §16.7). Faults of sockets
 * have one chance per socket when they are armed, when it opens and at each moment of the market.
 */
final class SocketRules {

    static final int MOST_STREAMS = 1_024;

    /** Close codes of RFC 6455 §7.4.1. */
    static final int GOING_AWAY = 1001;

    static final int POLICY_VIOLATION = 1008;

    private static final long LONGEST_LIFE = 24 * 3_600_000L;
    private static final long PING_EVERY = 3 * 60_000L;
    private static final long PONG_WITHIN = 10 * 60_000L;
    private static final int MOST_CONNECTIONS = 300;
    private static final long CONNECTIONS_WINDOW = 5 * 60_000L;

    private final FaultBoard board;
    private final Deque<Long> connections = new ArrayDeque<>();
    private final Set<StreamSession> silencedWhileArmed = new HashSet<>();

    SocketRules(FaultBoard board) {
        this.board = board;
    }

    /** Counts a connection; says whether there were fewer than 300 in the five minutes before. */
    boolean lets(long now) {
        while (!connections.isEmpty() && now - connections.getFirst() >= CONNECTIONS_WINDOW) {
            connections.removeFirst();
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            return false;
        }
        connections.addLast(now);
        return true;
    }

    /** What is due for a socket at this moment; the code to close it with, or 0. */
    int due(StreamSession session, long now) {
        if (now - session.openedAt() >= LONGEST_LIFE) {
            return GOING_AWAY;
        }
        if (now - session.heardAt() >= PONG_WITHIN && session.pingedAt() > session.heardAt()) {
            return POLICY_VIOLATION;
        }
        if (now - session.pingedAt() >= PING_EVERY) {
            session.ping(now);
        }
        return board.isQuiet() && silencedWhileArmed.isEmpty() ? 0 : faults(session, now);
    }

    void closed(StreamSession session) {
        silencedWhileArmed.remove(session);
    }

    private int faults(StreamSession session, long now) {
        String kind = session.kind();
        silence(session, now);
        if (board.fires(Fault.HALF_OPEN, now, kind).isPresent()) {
            session.goDead();
        }
        return board.fires(Fault.CLOSE_SOCKET, now, kind)
                .map(order -> (int) order.number("code", GOING_AWAY))
                .orElse(0);
    }

    /** A fault with a count silences so many sockets for good; one without silences all until it is over. */
    private void silence(StreamSession session, long now) {
        Optional<FaultOrder> holds = board.holds(Fault.SILENT_SOCKET, now, session.kind());
        boolean lasting = holds.filter(order -> order.count() == 0).isPresent();
        if (!lasting && silencedWhileArmed.remove(session)) {
            session.silence(false);
        }
        if (!session.isSilent()
                && board.fires(Fault.SILENT_SOCKET, now, session.kind()).isPresent()) {
            session.silence(true);
            if (lasting) {
                silencedWhileArmed.add(session);
            }
        }
    }
}
