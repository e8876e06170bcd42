package io.tidings.node.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedYamlTest {
    private static final Path FILE = Path.of("client.yaml");
    private final CheckedYaml yaml = CheckedYaml.of("client");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client: &a misp",
                "client: *a",
                "client: !!java.net.URL [x]",
                "client: !secret x",
                "client: a\nclient: b",
                "client: a\n\tdescription: b",
                "client: [a",
                "--- {}\n--- {}",
                "",
                "# nothing",
                "just text",
                "- a\n- b",
                "? [a]\n: b",
                "client: \u0007",
                "{client: misp, authentication: {}} trailing"
            })
    void whatIsNoPlainDocumentIsOneMistakeAndNoException(String text) {
        YamlDocument document = parse(text);
        assertThat(document.mistakes()).isNotEmpty();
        assertThat(document.mistakes().get(0).right()).isNotEmpty();
    }

    @Test
    void depthSizeAndEncodingAreBounded() {
        assertThat(parse("client: " + "[".repeat(100_000)).mistakes()).hasSize(1);
        assertThat(parse("description: " + "x".repeat(2 << 20)).mistakes())
                .singleElement()
                .extracting(Mistake::found)
                .isEqualTo("more than 1 MiB");
        assertThat(yaml.parse(FILE, new byte[] {'a', ':', ' ', (byte) 0xff}).mistakes())
                .singleElement()
                .extracting(Mistake::found)
                .isEqualTo("bytes that are no UTF-8");
    }

    @Test
    void anAliasDoesNotExpand() {
        String bomb =
                "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(parse(bomb).mistakes()).hasSize(1);
    }

    @Test
    void aSecretIsNeverQuotedWhereverItWasPut() {
        for (String text : List.of(
                "client: misp\nauthentication: hunter2",
                "client: misp\nauthentication: {password-hash: hunter2}",
                "client: misp\nauthentication: {password-hash: [hunter2]}",
                "client: misp\nauthentication: {password: hunter2}",
                "client: misp\npassword: hunter2\nauthentication: {}",
                "hunter2",
                "client: misp\nauthentication: {password-hash: hunter2",
                "client: misp\nauthentication: {password-hash: *hunter2}")) {
            assertThat(parse(text).mistakes()).as(text).isNotEmpty();
            assertThat(parse(text).mistakes().toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void numbersWhereTextBelongsAreAskedForInQuotes() {
        assertThat(parse("client: 1234\nauthentication: {pins: []}").mistakes())
                .filteredOn(m -> m.key().equals("client"))
                .singleElement()
                .extracting(Mistake::right)
                .asString()
                .endsWith(", in quotes");
    }

    @Test
    void datesAndOctalNumbersStayTheTextTheyAre() {
        var root = parse("client: 2026-01-01\ndescription: 0777\n").root();
        assertThat(root.get("client").text()).contains("2026-01-01");
        assertThat(root.get("description").text()).contains("0777");
    }

    @Test
    void anyBytesAreADocumentWithOrWithoutMistakes() {
        long seed = 99;
        var random = new Random(seed);
        String alphabet = "client: misp\nauthentication[]{}&*!|>'\"%@`#,?-\t\u0000\u00e9 0123";
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(parse(text.toString()).mistakes())
                    .as("seed %s: %s", seed, text)
                    .isNotEmpty();
        }
    }

    @Test
    void whateverYamlTextWritesIsReadAsItWas() {
        long seed = 3;
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder("a");
            for (int length = random.nextInt(20); length > 0; length--) {
                int point = random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0xd800);
                text.appendCodePoint(point);
            }
            String written = text.substring(random.nextInt(2));
            assertThat(parse("description: " + YamlText.of(written) + "\n")
                            .root()
                            .get("description")
                            .text())
                    .as("seed %s", seed)
                    .contains(written);
        }
        for (String special :
                List.of("yes", "NULL", "~", "1", "1.5", "2026-01-01", "a: b", "a #b", " a", "a ", "-", "\ufeff", "")) {
            assertThat(parse("description: " + YamlText.of(special))
                            .root()
                            .get("description")
                            .text())
                    .contains(special);
        }
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "24h, PT24H", "7d, PT168H", "P180D, PT4320H", "PT36H, PT36H"
    })
    void timesAreReadInShortFormAndAsInIso8601(String text, Duration expected) {
        assertThat(Quantities.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "P0D", "PT-5M", "5", "m", "5 m", "P1M", "1.5h", "", "999999999999d"})
    void otherTextIsNoTime(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    private YamlDocument parse(String text) {
        return yaml.parse(FILE, text.getBytes(StandardCharsets.UTF_8));
    }
}
