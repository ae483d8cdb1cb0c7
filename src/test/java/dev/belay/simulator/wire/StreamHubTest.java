package dev.belay.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamHubTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final String KEY = "k".repeat(64);
    private static final long MINUTE = 60_000;

    private final List<ExchangeEvent> events = new ArrayList<>();
    private final SimulatedExchange exchange = new SimulatedExchange(
            WellKnownSymbols.all(),
            new BigDecimal("10000"),
            Fees.STANDARD,
            0,
            events::add,
            ChangeLog.NONE,
            FaultBoard.quiet());
    private final ListenKeys keys = new ListenKeys(() -> KEY);
    private final StreamHub hub = new StreamHub(exchange.market(), new CandleBook(), FaultBoard.quiet(), change -> {});
    private final SimulatedAccount account = new SimulatedAccount("main", new Credentials(KEY, KEY), exchange, keys);

    private List<String> listen(String path, String query) {
        List<String> heard = new ArrayList<>();
        hub.open(new StreamSession(StreamUrl.parse(path, query).orElseThrow(), heard::add), 0);
        return heard;
    }

    private void trade() {
        events.clear();
        exchange.place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.01"), false, ""), 1);
        hub.events(account, List.copyOf(events), 1);
    }

    @Test
    void tellsUserEventsOnlyToTheOwnerOfAValidKey() {
        keys.open(0);
        List<String> owner = listen("/private/ws/" + KEY, "");
        List<String> stranger = listen("/private/ws/" + "x".repeat(64), "");
        List<String> wrongPath = listen("/market/ws/" + KEY, "");
        List<String> unrouted = listen("/ws/" + KEY, "");
        trade();
        assertThat(owner).hasSize(4);
        assertThat(stranger).isEmpty();
        assertThat(wrongPath).isEmpty();
        assertThat(unrouted).isEmpty();
    }

    @Test
    void filtersUserEventsByType() {
        keys.open(0);
        List<String> accounts = listen("/private/ws", "listenKey=" + KEY + "&events=ACCOUNT_UPDATE");
        trade();
        assertThat(accounts).hasSize(1);
        assertThat(accounts.get(0)).contains("\"e\":\"ACCOUNT_UPDATE\"", "\"pa\":\"0.01\"");
    }

    @Test
    void saysThatTheKeyHasExpiredAndIsSilentFromThenOn() {
        keys.open(0);
        List<String> owner = listen("/private/ws/" + KEY, "");
        hub.expireKey(keys, 60 * MINUTE - 1);
        assertThat(owner).isEmpty();
        hub.expireKey(keys, 60 * MINUTE);
        assertThat(owner).hasSize(1);
        assertThat(owner.get(0)).contains("listenKeyExpired", KEY);
        trade();
        assertThat(owner).hasSize(1);
    }

    @Test
    void padsTradeLiteAndTrimsOrderUpdates() {
        keys.open(0);
        List<String> owner = listen("/private/ws/" + KEY, "");
        trade();
        assertThat(owner.get(1)).contains("TRADE_LITE", "\"l\":\"0.010\"", "\"L\":\"96000.10\"");
        assertThat(owner.get(3)).contains("ORDER_TRADE_UPDATE", "\"l\":\"0.01\"", "\"L\":\"96000.1\"");
    }

    @Test
    void sendsMarkPricesEverySecondOrEveryThree() {
        List<String> fast = listen("/market/ws/btcusdt@markPrice@1s", "");
        List<String> slow = listen("/market/ws/btcusdt@markPrice", "");
        for (int second = 0; second < 9; second++) {
            Price price = Price.of("96000.5");
            hub.prices(List.of(new PriceStep(BTC, second * 1_000L, price, price, Quantity.of("1"))));
        }
        assertThat(fast).hasSize(9);
        assertThat(slow).hasSize(3);
    }
}
