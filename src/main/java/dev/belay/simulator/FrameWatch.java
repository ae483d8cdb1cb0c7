package dev.belay.simulator;

import akka.util.ByteString;
import java.util.function.IntConsumer;

/** Reads the headers of a client's WebSocket frames as their bytes pass by (RFC 6455 §5.2); it skips what they carry. */
final class FrameWatch {

    static final int PONG = 0xA;

    private static final int LONGEST_HEADER = 14;
    private static final int MASK_BYTES = 4;

    private final IntConsumer frames;
    private final byte[] header = new byte[LONGEST_HEADER];
    private int read;
    private long toSkip;

    /** @param frames hears the operation code of each frame */
    FrameWatch(IntConsumer frames) {
        this.frames = frames;
    }

    void pass(ByteString bytes) {
        int at = 0;
        while (at < bytes.length()) {
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, bytes.length() - at);
                toSkip -= skipped;
                at += skipped;
            } else {
                header[read++] = bytes.apply(at++);
                endOfHeader();
            }
        }
    }

    private void endOfHeader() {
        if (read < 2 || read < length()) {
            return;
        }
        toSkip = payload();
        read = 0;
        frames.accept(header[0] & 0x0F);
    }

    private int length() {
        int size = header[1] & 0x7F;
        int extended = size == 126 ? 2 : size == 127 ? 8 : 0;
        return 2 + extended + ((header[1] & 0x80) == 0 ? 0 : MASK_BYTES);
    }

    private long payload() {
        int size = header[1] & 0x7F;
        if (size < 126) {
            return size;
        }
        long wide = 0;
        for (int at = 2; at < (size == 126 ? 4 : 10); at++) {
            wide = (wide << 8) | (header[at] & 0xFF);
        }
        return wide;
    }
}
