package io.tidings.taxii.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxiiMediaTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/taxii+json;version=2.1",
                "application/taxii+json; version=2.1",
                "application/taxii+json;version=\"2.1\"",
                "Application/TAXII+JSON ; Version = 2.1; charset=utf-8",
                "application/taxii+json; charset=utf-8",
                "application/taxii+json",
                "application/json; charset=utf-8",
                "application/stix+json;version=2.1",
            })
    void variantsInUseAreRead(String contentType) {
        assertThat(TaxiiMediaType.isReadable(Optional.of(contentType))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/plain; charset=utf-8",
                "application/taxii+json;version=2.0",
                "application/vnd.oasis.taxii+json; version=2.0",
                ""
            })
    void otherTypesAreNot(String contentType) {
        assertThat(TaxiiMediaType.isReadable(Optional.of(contentType))).isFalse();
    }

    @Test
    void aMissingTypeIsForgiven() {
        assertThat(TaxiiMediaType.isReadable(Optional.empty())).isTrue();
    }
}
