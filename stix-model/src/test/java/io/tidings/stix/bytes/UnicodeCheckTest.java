package io.tidings.stix.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnicodeCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text                       | true",
                "\\n\\t\\\\ \\u0000 \\ud7ff \\ue000 | true",
                "\\ud83d\\ude00                   | true",
                "\\uD83D\\uDE00\\ud83d\\ude00     | true",
                "\\\\ud800                        | true",
                "\\ud83d                          | false",
                "\\ude00                          | false",
                "\\ud83dx                         | false",
                "\\ud83d\\n                       | false",
                "\\ud83d\\ud83d\\ude00            | false",
                "\\ud83d\\u0041                   | false",
                "\\ud83d\\\\ude00                 | false",
            })
    void escapedSurrogatesComeInPairs(String text, boolean sound) {
        String padded = "1234567" + text + " 123456789";
        assertThat(UnicodeCheck.fault(ByteSlice.ofText(padded)).isEmpty()).isEqualTo(sound);
    }

    @Test
    void aTextThatBreaksOffInsideACharacterIsAtFaultOnlyAtItsEnd() {
        UnicodeCheck check = new UnicodeCheck();
        assertThat(check.feed(new byte[] {'a', (byte) 0xe2, (byte) 0x82}, 0, 3)).isTrue();
        assertThat(check.end()).isFalse();
        assertThat(check.position()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void bytesPassJustWhenTheStrictDecoderPassesThemHoweverTheyArrive(long seed) {
        Random random = new Random(seed);
        byte[] bytes = random(random);
        boolean sound = decodes(bytes);
        assertThat(UnicodeCheck.fault(ByteSlice.of(bytes)).isEmpty()).isEqualTo(sound);
        UnicodeCheck check = new UnicodeCheck();
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(9));
            check.feed(bytes, at, count);
            at += count;
        }
        assertThat(check.end()).isEqualTo(sound);
    }

    private static byte[] random(Random random) {
        String[] pieces = {
            "abcdefgh", "é", "中文字", "😀", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\udbff\udfff", "x"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            byte b = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = b == '\\' ? (byte) 'x' : b;
        }
        return bytes;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
