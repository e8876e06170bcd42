package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.testing.ChunkedStream;
import io.tidings.stix.testing.RandomJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostileContentIT {
    private static final long SEED = 20261122;
    private static final int MUTATIONS = 100_000;
    private static final ContentBounds TIGHT = new ContentBounds(300, 6, 60, 30, 20);
    private static final byte[] PIECES = "{}[]\",:\\u0d8 \n0e1-.tfn\u0000".getBytes(StandardCharsets.UTF_8);

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whateverIsDoneToAnEnvelopeItIsReadTheSameBothWaysOrIsMalformed() throws IOException {
        Random random = new Random(SEED);
        int malformed = 0;
        byte[] sound = {};
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 50 == 0) {
                sound = envelope(new RandomJson(random));
            }
            byte[] body = mutated(sound, random);
            ContentBounds bounds = i % 2 == 0 ? TIGHT : ContentBounds.standard();
            try {
                Reading whole = Reading.of(body, bounds);
                Reading streamed = Reading.ofStream(new ChunkedStream(body, random, 50), bounds);
                assertThat(streamed.elements())
                        .as("seed %d, mutation %d", SEED, i)
                        .isEqualTo(whole.elements());
                readEach(whole, bounds);
            } catch (MalformedContentException expected) {
                malformed++;
                assertThat(isMalformedInAStream(body, bounds))
                        .as("seed %d, mutation %d", SEED, i)
                        .isTrue();
            }
        }
        assertThat(malformed).isBetween(MUTATIONS / 10, MUTATIONS * 99 / 100);
    }

    private static boolean isMalformedInAStream(byte[] body, ContentBounds bounds) throws IOException {
        try {
            Reading.ofStream(new ChunkedStream(body, new Random(body.length), 50), bounds);
            return false;
        } catch (MalformedContentException expected) {
            return true;
        }
    }

    /** What one reader took, the others take too. */
    private static void readEach(Reading reading, ContentBounds bounds) throws MalformedContentException {
        for (ByteSlice bytes : reading.bytes()) {
            if (bytes.isEmpty()) {
                continue; // too long to keep
            }
            assertThat(ObjectReader.read(bytes, bounds)).isIn(reading.elements());
            try {
                CanonicalForm.of(bytes);
            } catch (IllegalArgumentException tooLarge) {
                assertThat(tooLarge).hasMessageContaining("double");
            }
        }
    }

    private static byte[] envelope(RandomJson json) {
        String id = "\"id\":\"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\"";
        return ("{\"more\":true,\"objects\":[{\"type\":\"indicator\"," + id
                        + ",\"created\":\"2020-01-01T00:00:00Z\",\"x\":"
                        + json.value(3) + ",\"labels\":[\"a\"]}," + json.space() + "{" + id
                        + ",\"type\":\"indicator\",\"y\":"
                        + json.value(4) + "}],\"next\":" + json.value(2) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] body = sound.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(body.length);
            int other = random.nextInt(body.length);
            switch (random.nextInt(5)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = PIECES[random.nextInt(PIECES.length)];
                case 2 -> body[at] = body[other];
                case 3 -> body = spliced(body, at, other);
                default -> body = Arrays.copyOf(body, 1 + at);
            }
        }
        return body;
    }

    /** What stands from {@code from} on, put in at {@code at}: repeats or removes a part. */
    private static byte[] spliced(byte[] body, int at, int from) {
        byte[] spliced = Arrays.copyOf(body, at + body.length - from);
        System.arraycopy(body, from, spliced, at, body.length - from);
        return spliced.length == 0 ? body : spliced;
    }
}
