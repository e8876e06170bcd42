package io.tidings.stix.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectFactoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final StixId ANN = new StixId("identity--00000001-0c41-4a05-a5f4-8d0b0c6f7a51");
    private static final StixId AMBER = new StixId("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421");

    private final ObjectFactory factory = at(NOW);

    @Test
    void aNewObjectIsCompleteAndInTheOrderOfTheText() {
        StixObject indicator = factory.create("indicator", ANN)
                .set("valid_from", NOW)
                .set("pattern_type", "stix")
                .set("pattern", "[url:value = 'http://example.com/']")
                .set("x_bank_rank", 7)
                .set("name", "Bad URL")
                .set("labels", List.of())
                .markedWith(AMBER)
                .build();
        assertThat(indicator.bytes().text())
                .isEqualTo("{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"" + indicator.id()
                        + "\",\"created_by_ref\":\"" + ANN
                        + "\",\"created\":\"2026-03-01T10:00:00.123Z\",\"modified\":\"2026-03-01T10:00:00.123Z\","
                        + "\"object_marking_refs\":[\"" + AMBER + "\"],\"name\":\"Bad URL\","
                        + "\"pattern\":\"[url:value = 'http://example.com/']\",\"pattern_type\":\"stix\","
                        + "\"valid_from\":\"2026-03-01T10:00:00.123456Z\",\"x_bank_rank\":7}");
        assertThat(indicator.id().uuidText().charAt(14)).isEqualTo('4');
    }

    @Test
    void anScoGetsTheIdentifierOfItsContentAndNoTimes() {
        StixObject address =
                factory.create("ipv4-addr", ANN).set("value", "192.0.2.45").build();
        assertThat(address.bytes().text())
                .isEqualTo("{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\","
                        + "\"id\":\"ipv4-addr--653fed73-b6e7-53e9-accb-dfbe1af908b2\",\"value\":\"192.0.2.45\"}");
        StixObject process = factory.create("process").set("pid", 7).build();
        assertThat(process.id().uuidText().charAt(14)).isEqualTo('4');
    }

    @Test
    void markingsRelationshipsAndExtensionsAreMade() {
        StixObject statement = factory.statement("Copyright Example Bank").build();
        assertThat(statement.head().modified()).isEmpty();
        StixObject relationship = factory.relate(
                        new StixId("indicator--00000001-0c41-4a05-a5f4-8d0b0c6f7a51"),
                        "indicates",
                        new StixId("malware--00000001-0c41-4a05-a5f4-8d0b0c6f7a51"))
                .set("description", "Seen")
                .markedWith(statement.id(), List.of("description"))
                .inLanguage("en", List.of("description"))
                .build();
        assertThat(relationship.head().granularMarkings()).hasSize(2);
        StixObject meeting = factory.create("meeting")
                .set("subject", "Weekly")
                .extension(
                        "extension-definition--00000050-0c41-4a05-a5f4-8d0b0c6f7a51",
                        JsonObject.empty().with("extension_type", new JsonString("new-sdo")))
                .externalReference("calendar", "7")
                .build();
        assertThat(meeting.head().created()).isPresent();
        StixObject token = factory.create("token")
                .set("value", "abc")
                .extension(
                        "extension-definition--00000050-0c41-4a05-a5f4-8d0b0c6f7a51",
                        JsonObject.empty().with("extension_type", new JsonString("new-sco")))
                .build();
        assertThat(token.head().created()).isEmpty();
    }

    @Test
    void whatBreaksARuleIsNotMade() {
        ObjectBuilder builder =
                factory.create("indicator").set("pattern", "[a]").set("confidence", 101);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        InvalidObjectException.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(finding -> finding.rule())
                                .contains(Rule.S_084, Rule.S_008));
        assertThatThrownBy(() -> builder.set("type", "tool")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVersionKeepsEverythingElseAsItWas() throws Exception {
        StixObject foreign = read("{\"type\":\"tool\",\"id\":\"tool--00000001-0c41-4a05-a5f4-8d0b0c6f7a51\","
                + "\"x_score\":1.50,\"name\":\"VN\\u0043\",\"spec_version\":\"2.1\",\"created\":\"2026-01-01T00:00:00.0000Z\","
                + "\"modified\":\"2026-01-01T00:00:00.0000Z\"}");
        StixObject version =
                factory.newVersion(foreign).set("description", "Remote access").build();
        assertThat(version.bytes().text())
                .isEqualTo(
                        "{\"type\":\"tool\",\"spec_version\":\"2.1\",\"id\":\"tool--00000001-0c41-4a05-a5f4-8d0b0c6f7a51\","
                                + "\"created\":\"2026-01-01T00:00:00.0000Z\",\"modified\":\"2026-03-01T10:00:00.123Z\","
                                + "\"name\":\"VNC\",\"description\":\"Remote access\",\"x_score\":1.50}");
        for (String fixed : List.of("id", "created", "created_by_ref", "modified", "type")) {
            assertThatThrownBy(() -> factory.newVersion(foreign).set(fixed, "x"))
                    .as(fixed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aVersionIsLaterEvenWhenTheClockIsBehind() {
        StixObject tool = factory.create("tool").set("name", "VNC").build();
        StixObject second = factory.newVersion(tool).build();
        assertThat(second.head().modified()).map(Object::toString).contains("2026-03-01T10:00:00.124Z");
        StixObject third = at(NOW.minusSeconds(3600)).newVersion(second).build();
        assertThat(third.head().modified()).map(Object::toString).contains("2026-03-01T10:00:00.125Z");
        StixObject odd = ObjectBuilder.read(ByteSlice.ofText(tool.bytes()
                .text()
                .replaceAll("\"modified\":\"[^\"]*\"", "\"modified\":\"2027-01-01T00:00:00.9999999Z\"")));
        assertThat(factory.newVersion(odd).build().head().modified())
                .map(Object::toString)
                .contains("2027-01-01T00:00:01.000Z");
    }

    @Test
    void revokingEndsTheVersions() {
        StixObject tool = factory.create("tool").set("name", "VNC").build();
        StixObject revoked = factory.revoke(tool);
        assertThat(revoked.head().revoked()).isTrue();
        assertThat(revoked.head().created()).isEqualTo(tool.head().created());
        assertThatThrownBy(() -> factory.newVersion(revoked)).hasMessageContaining("revoked");
        assertThatThrownBy(() -> factory.revoke(revoked)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasNoVersionsGetsNone() {
        StixObject url =
                factory.create("url").set("value", "https://example.com/").build();
        assertThatThrownBy(() -> factory.newVersion(url)).isInstanceOf(IllegalArgumentException.class);
        StixObject statement = factory.statement("x").build();
        assertThatThrownBy(() -> factory.revoke(statement)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsGrowAndEmptyOnesAreLeftOut() {
        StixObject tool = factory.create("tool")
                .set("name", "VNC")
                .set("aliases", List.of("a"))
                .add("aliases", new JsonString("b"))
                .set("tool_types", new JsonList(List.of()))
                .set("description", "x")
                .without("description")
                .build();
        assertThat(tool.bytes().text()).endsWith("\"name\":\"VNC\",\"aliases\":[\"a\",\"b\"]}");
    }

    private static ObjectFactory at(Instant time) {
        return new ObjectFactory(Clock.fixed(time, ZoneOffset.UTC), new Random(7));
    }

    private static StixObject read(String json) throws Exception {
        return ((Element.Sound) ObjectReader.read(ByteSlice.ofText(json), ContentBounds.standard())).object();
    }
}
