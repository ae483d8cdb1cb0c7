package dev.belay.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a client of the HTTP API must show: 256 random bits, made at the first start, in a file that only its owner can
 * read (reliability §6.3). Never printed.
 */
public final class ApiToken {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final String value;

    private ApiToken(String value) {
        this.value = value;
    }

    /** The token of {@code home}, made if there is none yet. */
    public static ApiToken readOrCreate(Path home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            Files.createDirectories(home);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, random().value + "\n");
        }
        return read(home);
    }

    /** The token of {@code home}; throws when there is none, or when others can read it. */
    public static ApiToken read(Path home) throws IOException {
        Path file = file(home);
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!permissions.endsWith("------")) {
            throw new IOException("%s can be read by others (%s). Delete it; the next start makes a new one."
                    .formatted(file, permissions));
        }
        String text = Files.readString(file).strip();
        if (!FORM.matcher(text).matches()) {
            throw new IOException(file + " does not hold a token. Delete it; the next start makes a new one.");
        }
        return new ApiToken(text);
    }

    /** A new token that is written nowhere. */
    public static ApiToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public static Path file(Path home) {
        return home.resolve("token");
    }

    /** The value of the {@code Authorization} header. */
    public String authorization() {
        return "Bearer " + value;
    }

    /** Whether {@code authorization} shows this token; takes the same time wherever the two differ. */
    boolean isShownBy(String authorization) {
        return MessageDigest.isEqual(
                authorization().getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ApiToken[***]";
    }
}
