package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Frames are counted however their bytes are cut into pieces. */
class FrameWatchTest {

    private static final int[] SIZES = {0, 1, 125, 126, 65_535, 65_536, 3};

    @Test
    void seesEachFrameInPiecesOfAnySize() {
        long seed = 20261121;
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] all = frames();
        for (int round = 0; round < 50; round++) {
            List<Integer> seen = new ArrayList<>();
            FrameWatch watch = new FrameWatch(seen::add);
            int at = 0;
            while (at < all.length) {
                int size = Math.min(all.length - at, 1 + random.nextInt(round < 10 ? 5 : 40_000));
                watch.pass(ByteString.fromArray(all, at, size));
                at += size;
            }
            assertThat(seen).containsExactly(1, 9, 1, 9, 1, 9, 1);
        }
    }

    /** Text and ping frames in turn, masked, of every way to write a length. */
    private static byte[] frames() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int index = 0; index < SIZES.length; index++) {
            int size = SIZES[index];
            out.write(0x80 | (index % 2 == 0 ? 1 : 9));
            int extended = size < 126 ? 0 : size < 65_536 ? 2 : 8;
            out.write(0x80 | (extended == 0 ? size : extended == 2 ? 126 : 127));
            for (int shift = (extended - 1) * 8; shift >= 0; shift -= 8) {
                out.write((int) ((long) size >> shift));
            }
            out.writeBytes(new byte[4 + size]);
        }
        return out.toByteArray();
    }
}
