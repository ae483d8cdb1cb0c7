package dev.belay.exchange.binance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests with HMAC-SHA256 (binance-api §2.1). One Mac is kept and used by one thread at a time. */
final class BinanceSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    BinanceSignature(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot compute " + ALGORITHM, e);
        }
    }

    /** The signature of {@code parameters} in lower-case hex; they must be exactly the characters that are sent. */
    synchronized String of(String parameters) {
        return HexFormat.of().formatHex(mac.doFinal(parameters.getBytes(StandardCharsets.UTF_8)));
    }
}
