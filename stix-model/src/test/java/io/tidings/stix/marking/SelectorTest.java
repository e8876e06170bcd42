package io.tidings.stix.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final ByteSlice OBJECT = ByteSlice.ofText(
            "x{ \"description\" : \"d\\u00e9\" ,\"labels\":[ \"a\", \"b\" ],\"n\":1.0,\"hashes\":{\"SHA-256\":\"ab\",\"x\":{}},"
                    + "\"refs\":[{\"name\":\"one\"},{\"name\":\"two\",\"list\":[[1],[2,3]]}],\"t\":true}y");
    private static final ByteSlice INNER = OBJECT.slice(1, OBJECT.length() - 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "description           | \"d\\u00e9\"",
                "labels                | [ \"a\", \"b\" ]",
                "labels.[1]            | \"b\"",
                "n                     | 1.0",
                "t                     | true",
                "hashes.SHA-256        | \"ab\"",
                "hashes.x              | {}",
                "refs.[1].name         | \"two\"",
                "refs.[1].list.[1].[0] | 2",
                "refs.[0]              | {\"name\":\"one\"}",
            })
    void aSelectorLeadsToTheBytesOfItsPart(String selector, String bytes) {
        assertThat(Selector.parse(selector)
                        .orElseThrow()
                        .resolve(INNER)
                        .orElseThrow()
                        .text())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absent",
                "labels.[2]",
                "labels.name",
                "description.[0]",
                "description.x",
                "hashes.[0]",
                "n.x",
                "refs.[0].list",
                "hashes.sha-256"
            })
    void aSelectorOfWhatIsNotThereLeadsNowhere(String selector) {
        assertThat(Selector.parse(selector).orElseThrow().resolve(INNER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "[0]",
                "[0].a",
                "labels[0]",
                "a.[]",
                "a.[-1]",
                "a.[01]",
                "a.[x]",
                "a.[1",
                "a.1]",
                "a b",
                "a.[9999999999]",
                "a.é",
                "a.\"b\""
            })
    void anyOtherFormIsNoSelector(String selector) {
        assertThat(Selector.parse(selector)).isEmpty();
    }

    @Test
    void stepsAndNamesAreBounded() {
        assertThat(Selector.parse("a" + ".a".repeat(63))).isPresent();
        assertThat(Selector.parse("a" + ".a".repeat(64))).isEmpty();
        assertThat(Selector.parse("a".repeat(251))).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Selector.parse("b").orElseThrow().resolve(ByteSlice.ofText("{\"a\":")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
