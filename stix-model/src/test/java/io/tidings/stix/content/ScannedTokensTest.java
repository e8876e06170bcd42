package io.tidings.stix.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import io.tidings.stix.scan.UnusualJsonException;
import io.tidings.stix.testing.RandomJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannedTokensTest {
    private static final ContentBounds TIGHT = new ContentBounds(2_000, 5, 60, 30, 20);
    private static final String ID = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
    private static final byte[] ODD =
            "\"\\{}[]:,019eE.+-tfnul \n\t\r\u0000\u001f\u007f/a".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void whatTheScannerReadsTheParserReadsTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            ContentBounds bounds = random.nextInt(4) == 0 ? TIGHT : ContentBounds.standard();
            byte[] object = mutated(random, object(random));
            if (UnicodeCheck.fault(ByteSlice.of(object)).isPresent()) {
                continue;
            }
            Optional<Element> scanned = scanned(object, bounds);
            Optional<Element> parsed = parsed(object, bounds);
            if (scanned.isPresent()) {
                assertThat(scanned).as(text(object)).isEqualTo(parsed);
            } else if (parsed.isPresent() && parsed.get() instanceof Element.Sound) {
                assertThat(text(object)).as("rare, but sound").contains("\\");
            }
        }
    }

    @Test
    void theOrdinaryIsNotLeftToTheParser() throws Exception {
        String object = "{ \"type\": \"indicator\",\r\n\t\"id\": \"" + ID + "\", \"labels\": [\"\\u4e2d\\u6587\","
                + " \"\\ud83d\\ude00 \\\"\\\\\\/\\b\\f\\n\\r\\t\", \"中文\"], \"x\": [-0, 1.5e-7, true, false, null, {}, [ ]]}";
        assertThat(scanned(object.getBytes(StandardCharsets.UTF_8), ContentBounds.standard()))
                .isEqualTo(parsed(object.getBytes(StandardCharsets.UTF_8), ContentBounds.standard()))
                .get()
                .isInstanceOfSatisfying(
                        Element.Sound.class,
                        sound -> assertThat(sound.object().head().labels())
                                .containsExactly("中文", "😀 \"\\/\b\f\n\r\t", "中文"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"b\":{\"a\":1},\"a\":2}}",
                "{\"long name of some length\":1,\"long name of some length\":2}",
                "{\"\\u0061\":1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":truex}",
                "{\"a\":nul}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{,}",
                "{\"a\":[[[[[1]]]]]}",
                "{\"a name of more than thirty letters\":1}",
                "{\"a\":123456789012345678901}"
            })
    void allElseIsLeftToTheParser(String object) throws Exception {
        assertThat(scanned(object.getBytes(StandardCharsets.UTF_8), TIGHT)).isEmpty();
    }

    @Test
    void whatBreaksOffIsToldFromWhatIsUnusual() {
        byte[] object = ("{\"id\":\"" + ID + "\",\"x\":[1.5e-7,true,null,{\"\u4e2d\":\"\\u00e9 \\n\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < object.length; length++) {
            ScannedTokens tokens = new ScannedTokens(new SharedIds(), ContentBounds.standard());
            try {
                tokens.read(object, 0, length);
                throw new AssertionError("read to its end: " + length);
            } catch (UnusualJsonException unusual) {
                assertThat(unusual.isIncomplete()).as("after %d bytes", length).isTrue();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static Optional<Element> scanned(byte[] object, ContentBounds bounds) throws IOException {
        ScannedTokens tokens = new ScannedTokens(new SharedIds(), bounds);
        try {
            HeadReader.Result result = tokens.read(object, 0, object.length);
            return Optional.of(result.toElement(ByteSlice.of(object, 0, tokens.end())));
        } catch (UnusualJsonException unusual) {
            return Optional.empty();
        }
    }

    private static Optional<Element> parsed(byte[] object, ContentBounds bounds) throws IOException {
        try (JacksonTokens tokens = JacksonTokens.over(object, 0, object.length, bounds)) {
            JsonToken first = tokens.nextOutside();
            if (first == null) {
                return Optional.empty();
            }
            HeadReader.Result result = HeadReader.read(tokens, first);
            return Optional.of(result.toElement(ByteSlice.of(object, 0, (int) tokens.end())));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] object(Random random) {
        RandomJson json = new RandomJson(random);
        Map<String, String> members = new LinkedHashMap<>(json.members(3));
        members.put("id", json.quoted(ID));
        members.put("type", json.quoted("indicator"));
        if (random.nextBoolean()) {
            members.put("labels", "[\"a\"," + json.value(1) + "]");
        }
        if (random.nextBoolean()) {
            members.put("granular_markings", "[{\"lang\":\"de\",\"selectors\":[\"name\"]}]");
        }
        return json.shuffledObject(members).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(Random random, byte[] object) {
        byte[] mutated = object;
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = 1 + random.nextInt(mutated.length - 1);
            int from = random.nextInt(3) == 0 ? random.nextInt(at) : at;
            byte[] head = Arrays.copyOf(mutated, at + 1);
            head[at] = ODD[random.nextInt(ODD.length)];
            byte[] next = Arrays.copyOf(head, head.length + mutated.length - from);
            System.arraycopy(mutated, from, next, head.length, mutated.length - from);
            mutated = next;
        }
        return mutated;
    }

    private static String text(byte[] object) {
        return new String(object, StandardCharsets.UTF_8);
    }
}
