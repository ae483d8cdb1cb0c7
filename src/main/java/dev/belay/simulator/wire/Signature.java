package dev.belay.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a request: HMAC-SHA256 over query string and body, in hexadecimal (binance-api §2.1). */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern PARAMETER = Pattern.compile("(^|&)signature=[^&]*");

    private Signature() {}

    static String of(String secret, String totalParameters) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(totalParameters.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** Whether {@code signature} is right for the call, which still holds the signature itself as a parameter. */
    static boolean isRight(String signature, Call call, String secret) {
        String signed = without(call.query()) + without(call.body());
        byte[] expected = of(secret, signed).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(
                expected, signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static String without(String parameters) {
        return PARAMETER.matcher(parameters).replaceAll("");
    }
}
