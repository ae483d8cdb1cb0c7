package dev.belay.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors of binance-api §2.1. */
class SignatureTest {

    private static final Signature SIGNATURE =
            new Signature("2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9");
    private static final String QUERY_ONLY = "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000"
            + "&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943";
    private static final String QUERY = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC";
    private static final String BODY = "quantity=1&price=9000&recvWindow=5000&timestamp=1591702613943";

    private static Call call(String query, String body) {
        return new Call("POST", "/fapi/v1/order", query, body, "");
    }

    @Test
    void matchesThePublishedVector() {
        String signature = "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9";
        assertThat(SIGNATURE.of(QUERY_ONLY)).isEqualTo(signature);
        assertThat(SIGNATURE.isRight(signature, call(QUERY_ONLY + "&signature=" + signature, "")))
                .isTrue();
        assertThat(SIGNATURE.isRight(signature, call("", QUERY_ONLY + "&signature=" + signature)))
                .isTrue();
    }

    @Test
    void joinsQueryAndBodyWithoutAnAmpersand() {
        String signature = "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4";
        assertThat(SIGNATURE.isRight(signature, call(QUERY, BODY + "&signature=" + signature)))
                .isTrue();
    }

    @Test
    void acceptsCapitalLettersAndNothingElse() {
        String signature = "3C661234138461FCC7A7D8746C6558C9842D4E10870D2ECBEDF7777CAD694AF9";
        assertThat(SIGNATURE.isRight(signature, call(QUERY_ONLY, ""))).isTrue();
        assertThat(SIGNATURE.isRight(signature.replace('9', '8'), call(QUERY_ONLY, "")))
                .isFalse();
        assertThat(SIGNATURE.isRight("", call(QUERY_ONLY, ""))).isFalse();
    }

    @Test
    void letsTheQueryWinOverTheBody() {
        assertThat(Params.of(call("symbol=BTCUSDT", "symbol=ETHUSDT&side=BUY")).text("symbol"))
                .isEqualTo("BTCUSDT");
    }
}
