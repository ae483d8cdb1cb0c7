package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import com.binance.connector.client.common.websocket.service.StreamBlockingQueueWrapper;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AlgoUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.MarkPriceStreamRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.OrderTradeUpdate;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.UserDataStreamEventsResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Market and user streams as Binance's own Java client subscribes to them and reads them. */
@Timeout(120)
@ExtendWith(PrintedClaims.class)
class JavaConnectorStreamsIT {

    private final OpenExchange exchange = new OpenExchange();
    private final DerivativesTradingUsdsFuturesRestApi api =
            Connector.rest(exchange.simulator.restBase(), exchange.simulator.apiKey(), exchange.simulator.secret());

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void hearsPricesTradesAndTheBook() throws Exception {
        String base = exchange.simulator.streamBase();
        var market = Connector.streams(base, "market");
        var marks = market.markPriceStream(
                new MarkPriceStreamRequest().symbol("btcusdt").updateSpeed("1s"));
        var trades = market.aggregateTradeStreams(new AggregateTradeStreamsRequest().symbol("btcusdt"));
        var books = Connector.streams(base, "public")
                .individualSymbolBookTickerStreams(new IndividualSymbolBookTickerStreamsRequest().symbol("btcusdt"));
        assertThat(marks.take().getpLowerCase()).isEqualTo("96000.00000000");
        assertThat(trades.take().getpLowerCase()).isEqualTo("96000");
        assertThat(books.take().getbLowerCase()).isEqualTo("95999.9");
    }

    @Test
    void hearsAFillInTheOrderInWhichItHappens() throws Exception {
        StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events = userStream();
        api.newOrder(new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(Side.BUY)
                .type("MARKET")
                .quantity(0.01)
                .newClientOrderId("java-3"));
        List<Object> heard = take(events, 4);
        assertThat(heard)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("OrderTradeUpdate", "TradeLite", "AccountUpdate", "OrderTradeUpdate");
        OrderTradeUpdate fill = (OrderTradeUpdate) heard.get(3);
        assertThat(fill.getoLowerCase().getX()).isEqualTo("FILLED");
        assertThat(fill.getoLowerCase().getcLowerCase()).isEqualTo("java-3");
        assertThat(fill.getoLowerCase().getL()).isEqualTo("96000.1");
    }

    @Test
    void hearsAStopFromItsBirthToItsFill() throws Exception {
        StreamBlockingQueueWrapper<UserDataStreamEventsResponse> events = userStream();
        api.newOrder(new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(Side.BUY)
                .type("MARKET")
                .quantity(0.01));
        take(events, 4);
        api.newAlgoOrder(new NewAlgoOrderRequest()
                .algoType("CONDITIONAL")
                .symbol(OpenExchange.BTC)
                .side(Side.SELL)
                .type("STOP_MARKET")
                .quantity(0.01)
                .triggerPrice(95_000d)
                .reduceOnly("true")
                .clientAlgoId("java-w1"));
        exchange.bitcoinStandsAt("94999");
        List<Object> heard = take(events, 8);
        assertThat(heard)
                .filteredOn(AlgoUpdate.class::isInstance)
                .extracting(event -> ((AlgoUpdate) event).getoLowerCase().getX())
                .containsExactly("NEW", "TRIGGERING", "TRIGGERED", "FINISHED");
        AlgoUpdate finished = (AlgoUpdate) heard.get(7);
        assertThat(finished.getoLowerCase().getAq()).isEqualTo("0.01");
        assertThat(heard)
                .filteredOn(OrderTradeUpdate.class::isInstance)
                .allSatisfy(event -> assertThat(
                                ((OrderTradeUpdate) event).getoLowerCase().getcLowerCase())
                        .isEqualTo("java-w1"));
    }

    private StreamBlockingQueueWrapper<UserDataStreamEventsResponse> userStream() throws Exception {
        String key = api.startUserDataStream().getData().getListenKey();
        return Connector.streams(exchange.simulator.streamBase(), "private").userData(key);
    }

    private static List<Object> take(StreamBlockingQueueWrapper<UserDataStreamEventsResponse> from, int number)
            throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        while (taken.size() < number) {
            taken.add(from.take().getActualInstance());
        }
        return taken;
    }
}
