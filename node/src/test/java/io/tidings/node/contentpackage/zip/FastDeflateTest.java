package io.tidings.node.contentpackage.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class FastDeflateTest {
    private static final long SEED = Long.getLong("tidings.deflate.seed", 1L);

    /** Of all kinds: random bytes, few letters, long runs, far repeats, and each of the shortest lengths. */
    @Test
    void whatIsCompressedInflatesToWhatItWas() throws DataFormatException {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            byte[] content = round < 40 ? some(random, round) : some(random, random.nextInt(100_000));
            assertThat(inflated(FastDeflate.of(content), content.length))
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(content);
        }
    }

    @Test
    void repeatsOfEveryLengthAndDistanceAreFound() throws DataFormatException {
        Random random = new Random(SEED);
        var content = new ByteArrayOutputStream();
        byte[] noise = new byte[40_000];
        random.nextBytes(noise);
        content.writeBytes(noise);
        for (int length = 1; length < 600; length++) {
            byte[] so = content.toByteArray();
            int back = 1 + random.nextInt(Math.min(so.length, 34_000));
            for (int i = 0; i < length; i++) {
                content.write(so[so.length - back + i % back]);
            }
            content.write(random.nextInt(256));
        }
        byte[] all = content.toByteArray();
        byte[] packed = FastDeflate.of(all);
        assertThat(inflated(packed, all.length)).as("seed %s", SEED).isEqualTo(all);
        assertThat(packed).hasSizeLessThan(all.length / 2);
    }

    /** Without a bound the rarest of these symbols would have codes of 29 bits. */
    @Test
    void noCodeIsLongerThanDeflateAllowsAndNoneIsWasted() {
        int[] counts = new int[30];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < counts.length; i++) {
            counts[i] = counts[i - 1] + counts[i - 2];
        }
        int[] packed = HuffmanCode.of(counts, 15).packed();
        int used = 0;
        for (int each : packed) {
            assertThat(HuffmanCode.length(each)).isBetween(1, 15);
            used += 1 << 15 - HuffmanCode.length(each);
        }
        assertThat(used).isEqualTo(1 << 15);
    }

    @Test
    void objectsBecomeAFractionOfWhatTheyWere() {
        StringBuilder objects = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            objects.append("{\"type\":\"domain-name\",\"spec_version\":\"2.1\",\"id\":\"domain-name--")
                    .append(new java.util.UUID(i * 0x9E3779B97F4A7C15L, i * 0xC2B2AE3D27D4EB4FL))
                    .append("\",\"value\":\"host")
                    .append(i)
                    .append(".example\"},");
        }
        byte[] text = objects.toString().getBytes(StandardCharsets.US_ASCII);
        assertThat(FastDeflate.of(text)).hasSizeLessThan(text.length / 3);
    }

    private static byte[] some(Random random, int length) {
        byte[] content = new byte[length];
        int letters = 1 + random.nextInt(256);
        int at = 0;
        while (at < length) {
            int run = Math.min(length - at, 1 + random.nextInt(1 + random.nextInt(2_000)));
            int kind = random.nextInt(3);
            int back = 1 + random.nextInt(Math.max(1, at));
            byte same = (byte) random.nextInt(letters);
            for (int i = 0; i < run; i++) {
                content[at + i] = kind == 0 && at > 0
                        ? content[at + i - back]
                        : kind == 1 ? same : (byte) random.nextInt(letters);
            }
            at += run;
        }
        return content;
    }

    private static byte[] inflated(byte[] packed, int length) throws DataFormatException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] out = new byte[length + 1];
            int count = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(out, count, out.length - count);
                assertThat(more > 0 || inflater.finished()).as("it goes on").isTrue();
                count += more;
            }
            assertThat(inflater.getRemaining()).isZero();
            return java.util.Arrays.copyOf(out, count);
        } finally {
            inflater.end();
        }
    }
}
