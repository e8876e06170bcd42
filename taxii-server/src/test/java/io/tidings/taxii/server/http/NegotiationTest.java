package io.tidings.taxii.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.http.Target.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/taxii+json;version=2.1",
                "application/taxii+json",
                "application/taxii+json; version=2.1",
                "Application/TAXII+JSON ; Version=\"2.1\"",
                "*/*",
                "application/*",
                "application/json",
                "",
                "text/html, application/taxii+json;version=2.1;q=0.1",
                "text/html,*/*;q=0.8",
                "application/taxii+json;version=2.0, application/taxii+json;version=2.1"
            })
    void whatMeansOurTypeIsServed(String accept) {
        assertThat(Negotiation.isAcceptable(Optional.of(accept), Kind.OBJECTS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/taxii+json;version=2.0", "application/vnd.oasis.taxii+json; version=2.0", "text/html",
                "application/taxii+json;version=2.1;q=0", "application/taxii+json;version=2.1;q=0, */*", "garbage",
                "application/stix+json;version=2.1", "application/taxii+json;version=3.0", "*/*;q=0"
            })
    void otherVersionsAndForeignTypesAreNot(String accept) {
        assertThat(Negotiation.isAcceptable(Optional.of(accept), Kind.OBJECTS)).isFalse();
    }

    @Test
    void theManifestEndpointAlsoTakesTheStixType() {
        assertThat(Negotiation.isAcceptable(Optional.of("application/stix+json;version=2.1"), Kind.MANIFEST))
                .isTrue();
        assertThat(Negotiation.isAcceptable(Optional.of("application/stix+json;version=2.0"), Kind.MANIFEST))
                .isFalse();
    }

    @Test
    void aMissingAcceptIsServed() {
        assertThat(Negotiation.isAcceptable(Optional.empty(), Kind.DISCOVERY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/taxii+json;version=2.1",
                "application/taxii+json",
                "application/taxii+json; charset=UTF-8; version=2.1"
            })
    void anEnvelopeIsReadFromTheTaxiiType(String type) {
        assertThat(Negotiation.isReadable(Optional.of(type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/taxii+json;version=2.0",
                "application/json",
                "application/stix+json;version=2.1",
                "",
                "x",
                "application/taxii+json;charset=latin-1",
                "*/*",
                "application/taxii+json,application/taxii+json"
            })
    void noOtherTypeIsRead(String type) {
        assertThat(Negotiation.isReadable(Optional.of(type))).isFalse();
    }
}
