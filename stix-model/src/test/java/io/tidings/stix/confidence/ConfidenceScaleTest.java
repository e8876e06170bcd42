package io.tidings.stix.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.testing.Shared;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfidenceScaleTest {
    @ParameterizedTest
    @EnumSource
    void everyConfidenceHasALabelThatLeadsBackToItsStep(ConfidenceScale scale) {
        for (int confidence = 0; confidence <= 100; confidence++) {
            String label = scale.label(confidence).orElseThrow();
            assertThat(scale.label(scale.confidence(label).orElseThrow())).contains(label);
        }
        assertThat(scale.label(101)).isEmpty();
        assertThat(scale.label(-1)).isEmpty();
        assertThat(scale.confidence("Not Specified")).isEmpty();
    }

    @Test
    void theStepsAreThoseOfTheDigest() throws Exception {
        Map<String, ConfidenceScale> names = Map.of(
                "none-low-med-high", ConfidenceScale.NONE_LOW_MED_HIGH,
                "0-10", ConfidenceScale.ZERO_TO_TEN,
                "admiralty-credibility", ConfidenceScale.ADMIRALTY_CREDIBILITY,
                "wep", ConfidenceScale.WORDS_OF_ESTIMATIVE_PROBABILITY,
                "dni", ConfidenceScale.DNI);
        JsonObject digest = JsonValue.read(
                        ByteSlice.of(Shared.bytes("spec/stix-2.1/objects.json")), ContentBounds.standard())
                .asObject()
                .orElseThrow();
        JsonObject scales = digest.get("confidence_scales")
                .flatMap(JsonValue::asObject)
                .flatMap(all -> all.get("scales"))
                .flatMap(JsonValue::asObject)
                .orElseThrow();
        assertThat(scales.members().keySet()).isEqualTo(names.keySet());
        scales.members().forEach((name, value) -> {
            List<ConfidenceScale.Step> expected = new ArrayList<>();
            for (JsonValue item : value.asList().orElseThrow().items()) {
                JsonObject row = item.asObject().orElseThrow();
                if (row.get("emit").flatMap(JsonValue::asNumber).isPresent()) {
                    expected.add(new ConfidenceScale.Step(
                            row.text("label").orElseThrow(),
                            number(row, "emit"),
                            number(row, "min"),
                            number(row, "max")));
                }
            }
            assertThat(names.get(name).steps()).as(name).isEqualTo(expected);
        });
    }

    private static int number(JsonObject row, String name) {
        return (int) row.get(name)
                .flatMap(JsonValue::asNumber)
                .map(JsonNumber::asLong)
                .orElseThrow()
                .getAsLong();
    }
}
