package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinanceSignatureTest {

    private final BinanceSignature signature = new BinanceSignature(TestRequests.KEY.secret());

    @Test
    void signsTheExampleOfTheDocumentation() {
        assertThat(signature.of("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC"
                        + "&recvWindow=5000&timestamp=1591702613943"))
                .isEqualTo("3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9");
    }

    @Test
    void signsQueryAndBodyWithoutAnythingBetweenThem() {
        assertThat(signature.of("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC"
                        + "quantity=1&price=9000&recvWindow=5000&timestamp=1591702613943"))
                .isEqualTo("30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4");
    }

    @Test
    void signsTheSameTextTheSameTwice() {
        assertThat(signature.of("timestamp=1")).isEqualTo(signature.of("timestamp=1"));
    }

    @Test
    void encodesValuesAsTheyAreSent() {
        BinanceQuery query = new BinanceQuery()
                .add("symbol", "测试USDT")
                .add("id", "a:b/c d+e")
                .add("n", 7);
        assertThat(query).hasToString("symbol=%E6%B5%8B%E8%AF%95USDT&id=a%3Ab%2Fc%20d%2Be&n=7");
    }

    @Test
    void keyIsNeverPrinted() {
        assertThat(TestRequests.KEY.toString())
                .doesNotContain(TestRequests.KEY.secret())
                .doesNotContain(TestRequests.KEY.apiKey())
                .isEqualTo("BinanceKey[dbef***]");
    }
}
