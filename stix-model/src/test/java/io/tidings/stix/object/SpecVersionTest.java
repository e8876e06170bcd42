package io.tidings.stix.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecVersionTest {
    @Test
    void versionsAreOrderedByNumberNotByText() {
        List<String> ascending = List.of("1.2", "2.0", "2.1", "2.9", "2.10", "10.0");
        assertThat(ascending.stream()
                        .map(text -> SpecVersion.parse(text).orElseThrow())
                        .sorted()
                        .map(SpecVersion::toString))
                .containsExactlyElementsOf(ascending);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "2", "2.", ".1", "2.1.0", "v2.1", "2,1", " 2.1", "2.1 ", "-2.1", "2.12345", "٢.١", "two", "2.x"
            })
    void anyOtherFormIsNoVersion(String text) {
        assertThat(SpecVersion.parse(text)).isEmpty();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new SpecVersion(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SpecVersion(2, 10_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
