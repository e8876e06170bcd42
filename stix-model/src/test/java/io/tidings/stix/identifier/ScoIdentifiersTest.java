package io.tidings.stix.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.testing.Shared;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoIdentifiersTest {
    @Test
    void anAddressAlwaysGetsTheSameIdentifier() {
        assertThat(id("{\"type\":\"ipv4-addr\",\"value\":\"192.0.2.45\"}"))
                .isEqualTo("ipv4-addr--653fed73-b6e7-53e9-accb-dfbe1af908b2");
        assertThat(id("{ \"value\" : \"192.0.2.\\u00345\",\"defanged\":true, \"id\":\"x\",\"type\":\"ipv4-addr\"}"))
                .isEqualTo("ipv4-addr--653fed73-b6e7-53e9-accb-dfbe1af908b2");
    }

    @Test
    void oneHashCountsAndTheWeakestOfTheFourFirst() {
        assertThat(name("{\"type\":\"file\",\"hashes\":{\"SHA-256\":\"b\",\"MD5\":\"a\"},\"name\":\"n\"}"))
                .isEqualTo("{\"hashes\":{\"MD5\":\"a\"},\"name\":\"n\"}");
        assertThat(name("{\"type\":\"file\",\"hashes\":{ \"TL\\u0053H\":\"b\" , \"SSDEEP\":\"a\"}}"))
                .isEqualTo("{\"hashes\":{\"TLSH\":\"b\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"process\",\"pid\":314}",
                "{\"type\":\"user-account\",\"display_name\":\"Bob\"}",
                "{\"type\":\"tool\",\"name\":\"x\"}",
                "{\"type\":\"x-own\",\"value\":\"x\"}",
                "{\"type\":7}",
                "{\"type\":\"\"}",
                "{}"
            })
    void withoutIdentifyingPropertiesThereIsNone(String object) {
        assertThat(ScoIdentifiers.of(ByteSlice.ofText(object))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"type\":\"url\",\"value\":\"\\ud800\"}"})
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> ScoIdentifiers.of(ByteSlice.ofText(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomIdentifiersAreOfVersionFour() {
        RandomIdentifiers identifiers = new RandomIdentifiers(new Random(1));
        StixId id = identifiers.next("tool");
        UUID uuid = UUID.fromString(id.uuidText());
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(identifiers.next("tool")).isNotEqualTo(id);
        assertThatThrownBy(() -> identifiers.next("No Type")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesGiveTheIdentifiersOfRfc4122() {
        // The namespace for DNS names, and a value any other implementation prints for it.
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(new NameBasedIdentifiers(dns)
                        .of("identity", "www.example.com")
                        .uuidText())
                .isEqualTo("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void allVectorsOfTheDigestAreMet() throws Exception {
        JsonObject digest = JsonValue.read(
                        ByteSlice.of(Shared.bytes("spec/stix-2.1/ids.json")), ContentBounds.standard())
                .asObject()
                .orElseThrow();
        int vectors = 0;
        for (String list : List.of("deterministic_id_vectors", "hazard_vectors")) {
            for (JsonValue item :
                    digest.get(list).flatMap(JsonValue::asList).orElseThrow().items()) {
                JsonObject vector = item.asObject().orElseThrow();
                String title = vector.text("title").orElseThrow();
                JsonValue sco = vector.get("sco").orElseThrow();
                assertThat(name(sco.toJson()))
                        .as(title)
                        .isEqualTo(vector.text("name_string").orElseThrow());
                assertThat(id(sco.toJson()))
                        .as(title)
                        .isEqualTo(vector.text("expected_id").orElseThrow());
                JsonObject more = sco.asObject().orElseThrow().with("spec_version", new JsonString("2.1"));
                assertThat(id(more.toJson()))
                        .as(title)
                        .isEqualTo(vector.text("expected_id").orElseThrow());
                vectors++;
            }
        }
        assertThat(vectors).isGreaterThan(30);
        for (JsonValue item : digest.get("uuid4_vectors")
                .flatMap(JsonValue::asList)
                .orElseThrow()
                .items()) {
            JsonValue sco = item.asObject().flatMap(vector -> vector.get("sco")).orElseThrow();
            assertThat(ScoIdentifiers.of(sco.toBytes())).as(sco.toJson()).isEmpty();
        }
    }

    private static String id(String sco) {
        return ScoIdentifiers.of(ByteSlice.ofText(sco)).orElseThrow().value();
    }

    private static String name(String sco) {
        return ScoIdentifiers.name(ByteSlice.ofText(sco)).orElseThrow().text();
    }
}
