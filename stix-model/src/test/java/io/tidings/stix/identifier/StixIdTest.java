package io.tidings.stix.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StixIdTest {
    private static final String UUID = "8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    @ParameterizedTest
    @CsvSource({"indicator", "x-bank-a-case", "a1", "q", "ipv4-addr", "x509-certificate"})
    void theTypeIsCheckedForFormNotForBeingKnown(String type) {
        StixId id = new StixId(type + "--" + UUID);
        assertThat(id.type()).isEqualTo(type);
        assertThat(id.uuidText()).isEqualTo(UUID);
        assertThat(StixId.parse(id.value())).contains(id);
    }

    @Test
    void aTypeHasUpTo250Characters() {
        assertThat(StixId.parse("t".repeat(250) + "--" + UUID)).isPresent();
        assertThat(StixId.parse("t".repeat(251) + "--" + UUID)).isEmpty();
    }

    @Test
    void letterCaseOfTheUuidIsKeptAndTellsIdentifiersApart() {
        String upper = "indicator--" + UUID.toUpperCase(java.util.Locale.ROOT);
        assertThat(new StixId(upper).value()).isEqualTo(upper);
        assertThat(new StixId(upper)).isNotEqualTo(new StixId("indicator--" + UUID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "indicator",
                "indicator--",
                "--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "indicator-8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "indicator---8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "a--b--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "Indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "1indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "-indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "in_dicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3",
                "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f0",
                "indicator--8e2e2d2b17d4-4cbf-938f-98ee46b3cd3f00",
                "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3g",
                "indicator--1-1-1-1-1",
                "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\n",
                " indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "indicator--{8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3}",
                "ïndicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
                "indicator--８e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f"
            })
    void anyOtherFormIsNoIdentifier(String text) {
        assertThat(StixId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new StixId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void aLongTextIsQuotedShort() {
        assertThatThrownBy(() -> new StixId("x".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }
}
