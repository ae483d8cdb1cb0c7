package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.UserEvent;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others captured from the exchange means what it meant to them. */
class CapturedPayloadsTest {

    @Test
    void refusalsAreRefusalsWithTheirCodes() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (JsonNode captured : SharedData.lines("payloads/captured-errors.jsonl")) {
            byte[] body = captured.path("body").toString().getBytes(StandardCharsets.UTF_8);
            WireAnswer answer = new WireAnswer(captured.path("http").asInt(400), Map.of(), body);
            Outcome outcome = AnswerClassifier.classify(
                            TestRequests.workingStop(PositionSide.BOTH, Side.SELL), answer, 1)
                    .outcome();
            Outcome.Refused refused = (Outcome.Refused) outcome;
            assertThat(refused.message()).isEqualTo(captured.at("/body/msg").asText());
            codes.add(refused.code());
        }
        assertThat(codes).containsExactly(-4120, -4003, -4164, -4164, -4164, -4164, -1106, -2027);
    }

    @Test
    void conditionalOrdersComeToLifeAndToTheirEnds() throws Exception {
        List<Answer.StopReport> reports = new ArrayList<>();
        for (JsonNode captured : SharedData.lines("payloads/captured-user-data.jsonl")) {
            UserEvent event = UserEventReader.read(captured.path("msg").toString());
            reports.add(((UserEvent.StopChanged) event).report());
        }
        assertThat(reports)
                .extracting(Answer.StopReport::status)
                .containsExactly(
                        Answer.StopStatus.NEW,
                        Answer.StopStatus.CANCELED,
                        Answer.StopStatus.TRIGGERING,
                        Answer.StopStatus.TRIGGERED,
                        Answer.StopStatus.FINISHED);
        assertThat(reports.get(1))
                .as("cancelled, in a message without cp, V, wt, pm and pP")
                .isEqualTo(new Answer.StopReport(
                        new Symbol("DOTUSDT"),
                        PositionSide.BOTH,
                        "8121aafc-cba3-4a01-a279-1dcb03a7b80f",
                        4000001910701524L,
                        Answer.StopStatus.CANCELED,
                        Side.BUY,
                        Quantity.of("5"),
                        Price.of("1.1637"),
                        false,
                        false,
                        Quantity.ZERO,
                        "",
                        1789835583244L,
                        Optional.empty()));
        assertThat(reports.get(4).filled()).isEqualTo(Quantity.of("38"));
    }

    @Test
    void onlyMarkPricesOfAskedSymbolsAreFoundInTheStreamsOfYears() throws Exception {
        Symbol quarterly = new Symbol("BTCBUSD_210129");
        PriceScanner scanner =
                new PriceScanner(new SymbolTable(Set.of(new Symbol("BTCUSDT"), quarterly)), SymbolTable.EMPTY);
        List<String> prices = new ArrayList<>();
        for (JsonNode frame : SharedData.lines("payloads/tardis-node-binance-futures-messages.jsonl")) {
            switch (scanner.scan(frame.toString())) {
                case PRICE -> prices.add(scanner.symbol() + " " + new Price(scanner.units()) + " " + scanner.at());
                case UNREADABLE ->
                    assertThat(frame.has("generated")).as(frame.toString()).isTrue();
                case OTHER, REPLY -> assertThat(frame.at("/data/e").asText()).isNotEqualTo("markPriceUpdate");
            }
        }
        assertThat(prices)
                .containsExactly(
                        "BTCUSDT 8291.34697815 1569888003001",
                        "BTCUSDT 11857.56 1597536008000",
                        "BTCBUSD_210129 31799.2773 1609830121004");
    }
}
