package dev.belay.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of one secret: HMAC-SHA256 over query string and body, in hexadecimal (binance-api §2.1). Not
 * thread-safe; one thread asks it.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PARAMETER = "signature=";

    private final Mac mac;

    Signature(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    String of(String totalParameters) {
        return HexFormat.of().formatHex(mac.doFinal(totalParameters.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether {@code signature} is right for the call, which still holds the signature itself as a parameter. */
    boolean isRight(String signature, Call call) {
        byte[] expected = of(without(call.query()) + without(call.body())).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(
                expected, signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static String without(String parameters) {
        if (!parameters.contains(PARAMETER)) {
            return parameters;
        }
        StringBuilder rest = new StringBuilder(parameters.length());
        for (String parameter : parameters.split("&", -1)) {
            if (!parameter.startsWith(PARAMETER)) {
                rest.append(rest.length() == 0 ? "" : "&").append(parameter);
            }
        }
        return rest.toString();
    }
}
