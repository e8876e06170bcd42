package io.tidings.taxii.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionResourceTest {
    private static CollectionResource with(Map<String, String> customProperties) {
        return new CollectionResource(
                new UUID(1, 1),
                "Title",
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                false,
                List.of(CollectionResource.STIX_2_1),
                customProperties);
    }

    @Test
    void aCustomPropertyOfTheFormThatTaxiiAsksForIsTaken() {
        assertThat(with(Map.of("x_example_com_epoch", "1")).customProperties())
                .containsEntry("x_example_com_epoch", "1");
    }

    /** TAXII 2.1 §7.1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"title", "epoch", "x_", "x_Epoch", "x-epoch", "x_é"})
    void anyOtherNameIsRefused(String name) {
        assertThatThrownBy(() -> with(Map.of(name, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
