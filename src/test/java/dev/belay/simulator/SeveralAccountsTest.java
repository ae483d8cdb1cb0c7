package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.SimulatedAccount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts share the prices and nothing else. */
class SeveralAccountsTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    private static final long START = 1_790_000_000_000L;
    private static final Credentials FIRST = new Credentials("a".repeat(64), "first");
    private static final Credentials SECOND = new Credentials("b".repeat(64), "second");

    private final List<String> told = new ArrayList<>();
    private final SimulatorCore core = new SimulatorCore(
            SimulatorSettings.of(WellKnownSymbols.all(), new ScriptedPrices(WellKnownSymbols.all(), START), START),
            FIRST,
            () -> START,
            RandomText::fresh,
            ChangeLog.NONE,
            new SimulatorAudit() {
                @Override
                public void event(String account, ExchangeEvent event) {
                    told.add(account);
                }
            });
    private final SimulatedAccount second = core.open("second", SECOND, new BigDecimal("500"));

    private JsonNode get(Credentials credentials, String path) throws Exception {
        String total = "timestamp=" + START;
        String query = total + "&signature=" + RestClient.sign(total, credentials.secret());
        return new ObjectMapper()
                .readTree(core.answer(new Call("GET", path, query, "", credentials.key()))
                        .body());
    }

    @Test
    void seeTheirOwnMoneyPositionsAndEvents() throws Exception {
        core.exchange().place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.01"), false, "x"), START);
        assertThat(told).isNotEmpty().containsOnly("main");
        assertThat(get(FIRST, "/fapi/v3/positionRisk")).hasSize(1);
        assertThat(get(SECOND, "/fapi/v3/positionRisk")).isEmpty();
        assertThat(get(SECOND, "/fapi/v3/balance").at("/0/balance").asText()).isEqualTo("500.00000000");
        assertThat(get(new Credentials(SECOND.key(), "first"), "/fapi/v3/balance")
                        .path("code")
                        .asInt())
                .isEqualTo(-1022);
    }

    @Test
    void shareTheMarket() {
        second.exchange().place(OrderTicket.market(BTC, Side.SELL, Quantity.of("0.001"), false, "x"), START);
        core.setPrice(BTC, Price.of("97000"));
        assertThat(second.exchange().position(KEY).unrealized()).isEqualByComparingTo("-1.0001");
        assertThat(core.exchange().market()).isSameAs(second.exchange().market());
    }

    @Test
    void haveNamesAndKeysOfTheirOwn() {
        assertThatThrownBy(() -> core.open("second", new Credentials("c", "d"), BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> core.open("third", FIRST, BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(FIRST.key());
    }
}
