package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Symbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadeUpSymbolsTest {

    @ParameterizedTest
    @ValueSource(strings = {"MADE1USDT", "MADE42USDT", "MADE999USDT"})
    void thereAreAThousandLessOne(String name) {
        assertThat(MadeUpSymbols.find(new Symbol(name)).orElseThrow().symbol()).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MADE0USDT", "MADE01USDT", "MADE1000USDT", "MADEUSDT", "MADE1BUSD", "BTCUSDT"})
    void noOtherNameIsOne(String name) {
        assertThat(MadeUpSymbols.find(new Symbol(name))).isEmpty();
    }
}
