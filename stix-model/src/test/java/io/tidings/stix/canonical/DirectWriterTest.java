package io.tidings.stix.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.testing.RandomJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectWriterTest {
    private static final String INDICATOR = "{\"type\": \"indicator\", \"spec_version\": \"2.1\", \"id\":"
            + " \"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\", \"created\": \"2026-05-01T08:00:00.000Z\","
            + " \"name\": \"钓鱼邮件 \\\"A\\\"\", \"pattern\": \"[file:name = 'a\\\\b']\", \"labels\": [\"a\", \"b\"],"
            + " \"x_score\": 1.0, \"x_count\": 12, \"x_big\": 1e3, \"x_none\": [], \"x_empty\": {}, \"x_flag\": true}";

    @Test
    void usualContentNeedsNoOtherWriter() {
        ByteSlice json = ByteSlice.ofText(INDICATOR);
        assertThat(DirectWriter.write(json)).contains(CanonicalWriter.write(json, Spelling.CANONICAL));
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void whatItWritesIsWhatTheOtherWriterWrites(long seed) {
        Random random = new Random(seed);
        agree(ByteSlice.ofText(new RandomJson(random).value(4)));
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void whatIsNoJsonItLeavesToTheOtherWriter(long seed) {
        Random random = new Random(seed);
        byte[] bytes = INDICATOR.getBytes(StandardCharsets.UTF_8);
        String likely = "{}[]\",:\\u0e-+.19 tfn\n\u0000\u00e9";
        for (int i = 0; i < 10; i++) {
            byte[] changed = bytes.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) likely.charAt(random.nextInt(likely.length()));
            }
            agree(ByteSlice.of(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "[1e20]",
                "[1E1,1e20,-0,0,-0.0,00,01,1.,.5,+1,1e,1e+,123456789012345,1234567890123456789]",
                "{\"a\":1,\"a\":2}",
                "{\"b\":1,\"a\":2,\"b\":3}",
                "{\"\\u0061\":1,\"b\":2}",
                "{\"é\":1,\"a\":2}",
                "[\"\\/\"]",
                "[\"\\ud800\"]",
                "[\"a\u007fb\"]",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "tru",
                "null x",
                "\"a\nb\"",
                "1e400"
            })
    void whatIsRareOrWrongIsAsTheOtherWriterSays(String json) {
        agree(ByteSlice.ofText(json));
    }

    private static void agree(ByteSlice json) {
        Optional<ByteSlice> expected;
        try {
            expected = Optional.of(CanonicalWriter.write(json, Spelling.CANONICAL));
        } catch (IllegalArgumentException noIJson) {
            expected = Optional.empty();
        }
        Optional<ByteSlice> direct;
        try {
            direct = DirectWriter.write(json);
        } catch (IllegalArgumentException noIJson) {
            direct = Optional.empty();
        }
        if (direct.isPresent()) {
            assertThat(direct).as(json.text()).isEqualTo(expected);
        }
    }
}
