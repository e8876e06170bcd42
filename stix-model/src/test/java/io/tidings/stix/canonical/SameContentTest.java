package io.tidings.stix.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameContentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}                          | { \"b\" : 2, \"a\" : 1.0 }",
                "{\"a\":\"\\u00e9\"}                        | {\"a\":\"é\"}",
                "{\"modified\":\"2020-01-01T00:00:00Z\"}    | {\"modified\":\"2020-01-01T00:00:00.000000Z\"}",
                "{\"valid_from\":\"2020-01-01T00:00:00.1Z\"}| {\"valid_from\":\"2020-01-01T00:00:00.100Z\"}",
                "{\"a\":1e3}                                | {\"a\":1000}",
                "{\"a\":-0.0}                               | {\"a\":0}",
                "{\"a\":1e400}                              | {\"a\":10e399}",
            })
    void theSameSaidInAnotherWayIsTheSame(String one, String other) {
        assertThat(CanonicalForm.sameContent(ByteSlice.ofText(one), ByteSlice.ofText(other)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1}                                  | {\"a\":2}",
                "{\"a\":1}                                  | {\"a\":\"1\"}",
                "{\"a\":1}                                  | {\"a\":1,\"b\":null}",
                "{\"a\":[1,2]}                              | {\"a\":[2,1]}",
                "{\"a\":9007199254740993}                   | {\"a\":9007199254740992}",
                "{\"a\":\"e\\u0301\"}                       | {\"a\":\"é\"}",
                "{\"modified\":\"2020-01-01T00:00:00Z\"}    | {\"modified\":\"2020-01-01T00:00:00.0001Z\"}",
                "{\"modified\":\"2020-01-01T00:00:00\"}     | {\"modified\":\"2020-01-01T00:00:00Z\"}",
                "{\"name\":\"2020-01-01T00:00:00Z\"}        | {\"name\":\"2020-01-01T00:00:00.0Z\"}",
                "{\"x\":{\"modified\":\"2020-01-01T00:00:00Z\"}} | {\"x\":{\"modified\":\"2020-01-01T00:00:00.0Z\"}}",
            })
    void whatDiffersInValueIsNotTheSame(String one, String other) {
        assertThat(CanonicalForm.sameContent(ByteSlice.ofText(one), ByteSlice.ofText(other)))
                .isFalse();
    }
}
