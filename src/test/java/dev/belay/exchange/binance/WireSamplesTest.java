package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.UserEvent;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples of binance-api §5 to §10 and §14 mean what is written beside them there. */
class WireSamplesTest {

    private static final Symbol BITCOIN = new Symbol("BTCUSDT");

    private static Object answer(String name) throws UnreadableAnswer {
        return WireSamples.answer(name).read(WireSamples.ANSWERS.get(name).toString());
    }

    private static UserEvent event(String name) throws UnreadableAnswer {
        return UserEventReader.read(WireSamples.USER_EVENTS.get(name).toString());
    }

    @Test
    void theMarketIsRead() throws UnreadableAnswer {
        assertThat(answer("time")).isEqualTo(new Answer.ServerTime(1499827319559L));
        Answer.Newest mark = (Answer.Newest) answer("premium-index");
        assertThat(mark.price().price()).isEqualTo(Price.of("76916.95122464"));
        assertThat(((Answer.Rules) answer("exchange-info")).bySymbol())
                .containsOnly(java.util.Map.entry(
                        BITCOIN,
                        new SymbolRules(
                                BITCOIN,
                                Price.of("0.1"),
                                Quantity.of("0.001"),
                                Quantity.of("0.001"),
                                Quantity.of("120"),
                                new BigDecimal("50"),
                                true)));
    }

    @Test
    void theAccountIsRead() throws UnreadableAnswer {
        assertThat(((Answer.Positions) answer("position-risk")).rows())
                .containsExactly(new Answer.PositionRow(
                        new Symbol("ADAUSDT"),
                        PositionSide.BOTH,
                        new BigDecimal("30"),
                        Price.of("0.385"),
                        Price.ZERO,
                        1720736417660L));
        assertThat(((Answer.Positions) answer("position-risk-of-2023")).rows())
                .containsExactly(new Answer.PositionRow(
                        BITCOIN,
                        PositionSide.LONG,
                        new BigDecimal("0.001"),
                        Price.of("22185.2"),
                        Price.of("19731.45529116"),
                        1655217461579L));
        assertThat(answer("fundings"))
                .isEqualTo(new Answer.Fundings(
                        List.of(new Answer.Funding(
                                BITCOIN, 9_689_322_392L, new BigDecimal("-0.37500000"), "USDT", 1570608000000L)),
                        true));
        assertThat(answer("account-config")).isEqualTo(new Answer.AccountMode(true, true));
        assertThat(((Answer.UserStreamKey) answer("listen-key")).secret()).hasSize(64);
    }

    @Test
    void ordersAreRead() throws UnreadableAnswer {
        Answer.OrderReport placed = (Answer.OrderReport) answer("order-placed");
        assertThat(placed.orderId()).isEqualTo(22542179);
        assertThat(placed.quantity()).isEqualTo(Quantity.of("10"));
        assertThat(placed.averagePrice()).as("not said since 2026-07-14").isEqualTo(Price.ZERO);
        Answer.OrderReport queried = (Answer.OrderReport) answer("order-queried");
        assertThat(queried.status()).isEqualTo(Answer.OrderStatus.NEW);
        assertThat(queried.positionSide()).isEqualTo(PositionSide.SHORT);
        assertThat(queried.quantity()).isEqualTo(Quantity.of("0.4"));
    }

    @Test
    void conditionalOrdersAreRead() throws UnreadableAnswer {
        Answer.StopReport placed = (Answer.StopReport) answer("stop-placed");
        assertThat(placed)
                .isEqualTo(new Answer.StopReport(
                        new Symbol("BNBUSDT"),
                        PositionSide.BOTH,
                        "6B2I9XVcJpCjqPAJ4YoFX7",
                        2146760,
                        Answer.StopStatus.NEW,
                        Side.SELL,
                        Quantity.of("0.01"),
                        Price.of("750"),
                        false,
                        false,
                        Quantity.ZERO,
                        "",
                        1750485492076L,
                        Optional.of(PriceKind.LAST)));
        assertThat(answer("stop-queried")).isEqualTo(placed);
        List<Answer.StopReport> open = ((Answer.Stops) answer("stops-open")).reports();
        assertThat(open).hasSize(2).first().isEqualTo(placed);
        assertThat(open.get(1).closePosition()).isTrue();
        assertThat(open.get(1).algoId()).isEqualTo(4000001912557457L);
        assertThat(answer("stop-cancelled")).isEqualTo(new Answer.Cancelled("6B2I9XVcJpCjqPAJ4YoFX7"));
    }

    @Test
    void ordersOnTheUserStreamAreRead() throws UnreadableAnswer {
        UserEvent.OrderChanged fresh = (UserEvent.OrderChanged) event("order-new");
        assertThat(fresh.report().orderId()).isEqualTo(8886774);
        assertThat(fresh.trade()).isEmpty();
        UserEvent.OrderChanged liquidation = (UserEvent.OrderChanged) event("liquidation");
        assertThat(liquidation.report().id()).isEqualTo("autoclose-1234567890");
        assertThat(liquidation.report().averagePrice()).isEqualTo(Price.of("9910.12"));
        Answer.Trade trade = liquidation.trade().orElseThrow();
        assertThat(trade.id()).isEqualTo(12345999);
        assertThat(trade.quantity()).isEqualTo(Quantity.of("0.014"));
        assertThat(trade.realizedProfit()).isEqualTo("-5.67");
        assertThat(trade.commission()).isEqualTo("0.06937084");
    }

    @Test
    void positionsOnTheUserStreamAreRead() throws UnreadableAnswer {
        UserEvent.PositionsChanged order = (UserEvent.PositionsChanged) event("account-order");
        assertThat(order.rows())
                .containsExactly(new Answer.PositionRow(
                        BITCOIN,
                        PositionSide.BOTH,
                        new BigDecimal("20"),
                        Price.of("6563.665"),
                        Price.ZERO,
                        1564745798938L));
        assertThat(event("account-funding"))
                .isEqualTo(new UserEvent.PositionsChanged("FUNDING_FEE", List.of(), 1776790800004L));
    }

    @ParameterizedTest
    @CsvSource({
        "stop-triggering, TRIGGERING, 38, 0, 0.13855, false",
        "stop-triggered, TRIGGERED, 38, 0, 0.13855, false",
        "stop-finished, FINISHED, 38, 38, 0.13855, false",
        "close-position-new, NEW, 0, 0, 0.13855, true",
    })
    void conditionalOrdersOnTheUserStreamAreRead(
            String name, Answer.StopStatus status, String quantity, String filled, String trigger, boolean closes)
            throws UnreadableAnswer {
        Answer.StopReport report = ((UserEvent.StopChanged) event(name)).report();
        assertThat(report.status()).isEqualTo(status);
        assertThat(report.quantity()).isEqualTo(Quantity.of(quantity));
        assertThat(report.filled()).isEqualTo(Quantity.of(filled));
        assertThat(report.trigger()).isEqualTo(Price.of(trigger));
        assertThat(report.closePosition()).isEqualTo(closes);
        assertThat(report.algoId()).isEqualTo(1000000033225453L);
    }

    @ParameterizedTest
    @CsvSource({
        "trade-lite, TRADE_LITE",
        "margin-call, MARGIN_CALL",
        "leverage, ACCOUNT_CONFIG_UPDATE",
        "assets-mode, ACCOUNT_CONFIG_UPDATE",
        "strategy, STRATEGY_UPDATE",
        "trigger-reject, CONDITIONAL_ORDER_TRIGGER_REJECT",
        "grid, GRID_UPDATE"
    })
    void eventsThatAreNotActedOnKeepTheirName(String name, String type) throws UnreadableAnswer {
        assertThat(((UserEvent.Other) event(name)).type()).isEqualTo(type);
    }

    @Test
    void theEndOfTheKeyIsRead() throws UnreadableAnswer {
        assertThat(event("key-expired")).isEqualTo(new UserEvent.KeyExpired(1736996475556L));
    }

    @ParameterizedTest
    @CsvSource({
        "mark-price, PRICE",
        "trade, OTHER",
        "book, OTHER",
        "candle, OTHER",
        "contract, OTHER",
        "force-order, OTHER",
        "subscribed, REPLY",
        "listed, REPLY",
        "property, REPLY",
        "unknown-property, UNREADABLE",
        "wrong-value, UNREADABLE",
        "wrong-method, UNREADABLE",
        "wrong-id, UNREADABLE",
        "not-json, UNREADABLE"
    })
    void framesOfTheMarketAreToldApart(String name, PriceScanner.Kind kind) {
        PriceScanner scanner = new PriceScanner(new SymbolTable(Set.of(BITCOIN)), SymbolTable.EMPTY);
        assertThat(scanner.scan(WireSamples.MARKET_FRAMES.get(name).toString())).isEqualTo(kind);
        if (kind == PriceScanner.Kind.PRICE) {
            assertThat(scanner.units()).isEqualTo(Price.of("11794.15").units());
            assertThat(scanner.at()).isEqualTo(1562305380000L);
        }
    }
}
