package dev.belay.ring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer of HTTP/1.1 as its bytes: the head, and a body of known length.
 *
 * @param head with the empty line at its end
 * @param body a character for each byte
 */
record WireMessage(String head, String body) {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

    /** The next one; null when the other side has closed in between. */
    static @Nullable WireMessage read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("cut off in a head");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        String text = head.toString(ISO_8859_1);
        if (text.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding:")) {
            throw new IOException("a body without a length is not expected here: " + text);
        }
        Matcher length = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new EOFException("cut off in a body");
        }
        return new WireMessage(text, new String(body, ISO_8859_1));
    }

    /** Method and path without parameters, such as {@code POST /fapi/v1/algoOrder}. */
    String what() {
        String line = head.substring(0, head.indexOf('\r'));
        int end = line.indexOf('?') > 0 ? line.indexOf('?') : line.lastIndexOf(' ');
        return line.substring(0, Math.max(end, 0));
    }

    byte[] bytes() {
        return (head + body).getBytes(ISO_8859_1);
    }
}
