package io.tidings.stix.marking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranularStripTest {
    private static final StixId RED = new StixId("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");
    private static final StixId GREEN = new StixId("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da");

    private static GranularMarking marking(StixId ref, String... selectors) {
        return new GranularMarking(Optional.of(ref), Optional.empty(), List.of(selectors));
    }

    private static Optional<String> stripped(String object, GranularMarking... markings) {
        byte[] padded = ("  " + object + " ").getBytes(StandardCharsets.UTF_8);
        return GranularStrip.without(
                        ByteSlice.of(padded, 2, padded.length - 3),
                        List.of(markings),
                        marking -> marking.markingRef().equals(Optional.of(RED)))
                .map(ByteSlice::text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,\"b\" :  2.0 , \"c\":[1 , 2]} | b | {\"a\": 1,\"c\":[1 , 2]}",
                "{\"a\": 1,\"b\":2} | a | {\"b\":2}",
                "{\"a\":{\"x\":1e3,\"y\":\"\\u00e9 é\"},\"b\":2} | a.x | {\"a\":{\"y\":\"\\u00e9 é\"},\"b\":2}",
                "{\"a\":{\"x\":1},\"b\":2} | a.x | {\"b\":2}",
                "{\"a\":[1,2],\"b\":2} | a.[0] | {\"b\":2}",
                "{\"a\":{\"l\":[{\"k\":1}],\"m\":1}} | a.l.[0].k | {\"a\":{\"m\":1}}"
            })
    void thePartsMarkedGoAndTheRestStaysAsItWas(String object, String selector, String left) {
        assertThat(stripped(object, marking(RED, selector))).contains(left);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"x\"} | id",
                "{\"revoked\":true} | revoked",
                "{\"object_marking_refs\":[]} | object_marking_refs",
                "{\"a\":1} | b",
                "{\"a\":1} | not..valid"
            })
    void whatCannotGoWithoutTheObjectIsLeftToItsHolder(String object, String selector) {
        assertThat(stripped(object, marking(RED, selector))).isEmpty();
    }

    @Test
    void markingsOfWhatIsGoneGoAndOthersStay() {
        String object = "{\"a\":1,\"b\":2,\"c\":{\"d\":3},\"granular_markings\":[{\"old\":1}],\"e\":4}";
        assertThat(stripped(
                        object, marking(RED, "a", "c.d"), marking(GREEN, "a", "c"), marking(GREEN, "b", "c.d", "e")))
                .contains("{\"b\":2,\"e\":4,\"granular_markings\":[{\"selectors\":[\"b\",\"e\"],\"marking_ref\":\""
                        + GREEN + "\"}]}");
        assertThat(stripped(object, marking(RED, "a"))).contains("{\"b\":2,\"c\":{\"d\":3},\"e\":4}");
    }
}
