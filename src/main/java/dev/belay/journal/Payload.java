package dev.belay.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of a stored event. */
final class Payload {

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    static Payload of(byte[] bytes) {
        return new Payload(bytes.clone());
    }

    static Payload ofText(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    static Payload ofBase64(String text) {
        return new Payload(Base64.getDecoder().decode(text));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As UTF-8; empty when it is none, so that what is read back is always what was written. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** SHA-256 in hexadecimal. */
    String fingerprint() {
        return HexFormat.of().formatHex(HashChain.sha256(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text().orElseGet(this::base64);
    }
}
