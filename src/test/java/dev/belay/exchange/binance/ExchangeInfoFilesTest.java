package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.market.SymbolRules;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole lists of symbols: the exchange's of April 2021, and one in today's shape with the tick sizes of August 2026. */
class ExchangeInfoFilesTest {

    @Test
    void theListOf2021WithItsQuarterliesAndASymbolThatIsNotYetTradedIsRead() throws Exception {
        Map<Symbol, SymbolRules> rules = rules("exchange-info/fapi-exchangeInfo-20210417.json");
        assertThat(rules).hasSize(113);
        assertThat(rules.values()).filteredOn(one -> !one.trading()).hasSize(1);
        assertRules(rules, "BTCUSDT", "0.01", "0.001", "1000", "5");
        assertRules(rules, "BTCUSDT_210625", "0.1", "0.001", "10", "5");
        assertRules(rules, "ETHUSDT_210625", "0.01", "0.001", "100", "5");
        assertRules(rules, "BTCSTUSDT", "0.001", "0.1", "1000", "5");
        assertThat(rules.get(new Symbol("BTCSTUSDT")).trading())
                .as("PENDING_TRADING, with an empty contractType")
                .isFalse();
    }

    @Test
    void theListOf2026IsRead() throws Exception {
        Map<Symbol, SymbolRules> rules = rules("exchange-info/derived-fapi-exchangeInfo-202608.json.gz");
        assertThat(rules).hasSize(713);
        assertThat(rules.values()).allSatisfy(one -> assertThat(one.trading()).isTrue());
        assertRules(rules, "BTCUSDT", "0.1", "0.001", "100000", "100");
        assertRules(rules, "ETHUSDT", "0.01", "0.001", "100000", "20");
        assertRules(rules, "1000SHIBUSDT", "0.000001", "1", "100000", "5");
    }

    private static void assertRules(
            Map<Symbol, SymbolRules> rules, String symbol, String tick, String step, String most, String notional) {
        SymbolRules rule = rules.get(new Symbol(symbol));
        assertThat(rule.tick()).isEqualTo(Price.of(tick));
        assertThat(rule.step()).isEqualTo(Quantity.of(step));
        assertThat(rule.maxMarketQuantity()).isEqualTo(Quantity.of(most));
        assertThat(rule.minNotional()).isEqualByComparingTo(notional);
    }

    private static Map<Symbol, SymbolRules> rules(String file) throws IOException, UnreadableAnswer {
        byte[] body = SharedData.bytes(file);
        long begun = System.nanoTime();
        Answer.Rules rules = (Answer.Rules) AnswerReader.read(new Request.ReadRules(), body);
        long cold = System.nanoTime() - begun;
        begun = System.nanoTime();
        AnswerReader.read(new Request.ReadRules(), body);
        System.out.printf(
                "%s: %d symbols, %d bytes in %d ms, again in %d ms%n",
                file, rules.bySymbol().size(), body.length, cold / 1_000_000, (System.nanoTime() - begun) / 1_000_000);
        return rules.bySymbol();
    }
}
