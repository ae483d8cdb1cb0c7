package dev.belay.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.faults.FaultBoard;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a WebSocket lives, in exchange time (binance-api §9.1, §16.5). */
class SocketRulesTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final List<SocketChange> changes = new ArrayList<>();
    private final StreamHub hub =
            new StreamHub(new Market(WellKnownSymbols.all(), 0), new CandleBook(), FaultBoard.quiet(), changes::add);

    /** A client that counts what it is told. */
    private static final class Client implements FrameSink {
        private int pings;
        private int code;

        @Override
        public void frame(String text) {}

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(int given) {
            code = given;
        }
    }

    private final Client client = new Client();
    private final StreamSession session = session(client);

    private static StreamSession session(FrameSink sink) {
        return new StreamSession(StreamUrl.parse("/market/ws", "").orElseThrow(), sink);
    }

    @Test
    void isPingedEveryThreeMinutesAndCutAfterTwentyFourHours() {
        hub.open(session, 0);
        for (long now = 0; now < 24 * HOUR; now += 1_000) {
            hub.attend(now);
            hub.ponged(session, now);
        }
        assertThat(client.pings).isEqualTo(24 * 20 - 1);
        assertThat(client.code).isZero();
        hub.attend(24 * HOUR);
        assertThat(client.code).isEqualTo(1001);
        assertThat(changes).extracting(SocketChange::what).containsExactly("opened", "cut", "closed");
    }

    @Test
    void isCutWhenItHasAnsweredNoPingForTenMinutes() {
        hub.open(session, 0);
        for (long now = 0; now < 10 * MINUTE; now += 1_000) {
            hub.attend(now);
        }
        assertThat(client.code).isZero();
        hub.attend(10 * MINUTE);
        assertThat(client.code).isEqualTo(1008);
    }

    @Test
    void threeHundredConnectionsInFiveMinutesAreEnough() {
        for (int count = 0; count < 300; count++) {
            assertThat(hub.open(session(text -> {}), count)).isTrue();
        }
        assertThat(hub.open(session(text -> {}), 5 * MINUTE - 1)).isFalse();
        assertThat(hub.open(session(text -> {}), 5 * MINUTE)).isTrue();
    }

    @Test
    void elevenMessagesWithinASecondAreTooMany() {
        MessageRate rate = new MessageRate();
        for (int count = 0; count < 10; count++) {
            assertThat(rate.isTooFast(count, count)).isFalse();
        }
        assertThat(rate.isTooFast(999, 999)).isTrue();
    }

    @Test
    void whoKeepsToEitherClockIsLeftAlone() {
        MessageRate exchange = new MessageRate();
        MessageRate machine = new MessageRate();
        for (int count = 0; count < 100; count++) {
            assertThat(exchange.isTooFast(count * 100L, count)).isFalse();
            assertThat(machine.isTooFast(0, count * 100L)).isFalse();
        }
    }
}
