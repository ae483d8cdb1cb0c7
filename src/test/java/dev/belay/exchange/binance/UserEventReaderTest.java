package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.exchange.Answer;
import dev.belay.exchange.UserEvent;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserEventReaderTest {

    @Test
    void readsAFill() throws UnreadableAnswer {
        assertThat(UserEventReader.read(Samples.text("order-trade-update.json")))
                .isEqualTo(new UserEvent.OrderChanged(
                        new Answer.OrderReport(
                                new Symbol("BTCUSDT"),
                                PositionSide.BOTH,
                                "TEST",
                                8886774,
                                Answer.OrderStatus.PARTIALLY_FILLED,
                                Side.SELL,
                                Quantity.of("0.003"),
                                Quantity.of("0.002"),
                                Price.of("9910.12345679"),
                                true,
                                1568879465650L),
                        Optional.of(new Answer.Trade(
                                new Symbol("BTCUSDT"),
                                PositionSide.BOTH,
                                77,
                                8886774,
                                "TEST",
                                Side.SELL,
                                Quantity.of("0.001"),
                                Price.of("9910.5"),
                                new BigDecimal("-1.25"),
                                new BigDecimal("0.00396"),
                                "USDT",
                                false,
                                1568879465650L)),
                        1568879465651L));
    }

    @Test
    void aTradeWithoutItsNumberIsUnreadableBecauseItCouldCountTwice() {
        String trade = Samples.text("order-trade-update.json");
        assertThat(trade).contains("\"x\":\"TRADE\"").contains("\"t\":77");
        for (String lost : List.of("\"t\":\"\"", "\"t\":null", "\"u\":77")) {
            assertThatThrownBy(() -> UserEventReader.read(trade.replace("\"t\":77", lost)))
                    .isInstanceOf(UnreadableAnswer.class);
        }
    }

    @Test
    void changedPositionsThatAreNoListAreUnreadable() {
        for (String rows : List.of("{}", "\"none\"", "0")) {
            assertThatThrownBy(() -> UserEventReader.read(
                            "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1,\"a\":{\"m\":\"ORDER\",\"P\":" + rows + "}}"))
                    .isInstanceOf(UnreadableAnswer.class);
        }
    }

    @Test
    void readsAnOrderThatIsNotFilled() throws UnreadableAnswer {
        UserEvent.OrderChanged event =
                (UserEvent.OrderChanged) UserEventReader.read(Samples.text("order-trade-update-new.json"));
        assertThat(event.trade()).isEmpty();
        assertThat(event.report().status()).isEqualTo(Answer.OrderStatus.NEW);
    }

    @Test
    void readsPositionsAsWholeStates() throws UnreadableAnswer {
        assertThat(UserEventReader.read(Samples.text("account-update.json")))
                .isEqualTo(new UserEvent.PositionsChanged(
                        "ORDER",
                        List.of(row("BTCUSDT", "-20", Price.of("6563.665")), row("ETHUSDT", "0", Price.ZERO)),
                        1564745798939L));
    }

    private static Answer.PositionRow row(String symbol, String amount, Price entry) {
        return new Answer.PositionRow(
                new Symbol(symbol), PositionSide.BOTH, new BigDecimal(amount), entry, Price.ZERO, 1564745798938L);
    }

    @Test
    void readsFundingWithoutPositions() throws UnreadableAnswer {
        assertThat(UserEventReader.read(Samples.text("account-update-funding.json")))
                .isEqualTo(new UserEvent.PositionsChanged("FUNDING_FEE", List.of(), 1776790800004L));
    }

    @Test
    void readsTheLifeOfAStop() throws UnreadableAnswer {
        Answer.StopReport triggering = stop("algo-update-triggering-wrapped.json");
        assertThat(triggering.status()).isEqualTo(Answer.StopStatus.TRIGGERING);
        assertThat(triggering.filled()).isEqualTo(Quantity.ZERO);
        assertThat(triggering.algoId()).isEqualTo(1000000033225453L);
        Answer.StopReport finished = stop("algo-update-finished.json");
        assertThat(finished.status()).isEqualTo(Answer.StopStatus.FINISHED);
        assertThat(finished.filled()).isEqualTo(Quantity.of("38"));
        assertThat(finished.trigger()).isEqualTo(Price.of("0.13855"));
        assertThat(finished.at()).isEqualTo(1765431097031L);
        Answer.StopReport rejected = stop("algo-update-rejected.json");
        assertThat(rejected.status()).isEqualTo(Answer.StopStatus.REJECTED);
        assertThat(rejected.reason()).isEqualTo("Reduce Only reject");
        assertThat(rejected.closePosition()).isTrue();
    }

    private static Answer.StopReport stop(String sample) throws UnreadableAnswer {
        return ((UserEvent.StopChanged) UserEventReader.read(Samples.text(sample))).report();
    }

    @Test
    void unknownWordsAreOtherAndNotAnError() throws UnreadableAnswer {
        String order = Samples.text("order-trade-update.json").replace("PARTIALLY_FILLED", "NEW_INSURANCE");
        assertThat(((UserEvent.OrderChanged) UserEventReader.read(order))
                        .report()
                        .status())
                .isEqualTo(Answer.OrderStatus.OTHER);
        String takeProfit = Samples.text("algo-update-finished.json").replace("STOP_MARKET", "TAKE_PROFIT_MARKET");
        assertThat(UserEventReader.read(takeProfit))
                .isEqualTo(new UserEvent.Other("ALGO_UPDATE of TAKE_PROFIT_MARKET", 1765431097037L));
    }

    @ParameterizedTest
    @CsvSource({"TRADE_LITE", "MARGIN_CALL", "ACCOUNT_CONFIG_UPDATE", "STRATEGY_UPDATE", "INVENTED_TOMORROW"})
    void eventsThatAreNotActedOnKeepTheirName(String type) throws UnreadableAnswer {
        assertThat(UserEventReader.read("{\"e\":\"" + type + "\",\"E\":12,\"s\":\"ETHUSDC\"}"))
                .isEqualTo(new UserEvent.Other(type, 12));
    }

    @Test
    void expiredKeyIsTold() throws UnreadableAnswer {
        assertThat(UserEventReader.read("{\"e\":\"listenKeyExpired\",\"E\":1736996475556,\"listenKey\":\"WsCM\"}"))
                .isEqualTo(new UserEvent.KeyExpired(1736996475556L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ping",
                "<html>",
                "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1}",
                "{\"e\":\"ALGO_UPDATE\",\"E\":1,\"o\":{\"o\":\"STOP_MARKET\"}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"E\":1,\"a\":{\"P\":[{\"s\":\"A\",\"ps\":\"BOTH\",\"ep\":\"1\"}]}}",
                "{\"e\":\"ACCOUNT_UPDATE\",\"a\":{\"P\":[]}}",
                "{\"stream\":\"secretKey\",\"data\":{\"e\":\"ALGO_UPDATE\""
            })
    void framesThatCannotBeReadSayWhyAndNothingSecret(String frame) {
        assertThatThrownBy(() -> UserEventReader.read(frame))
                .isInstanceOf(UnreadableAnswer.class)
                .message()
                .isNotBlank()
                .doesNotContain("secretKey");
    }
}
