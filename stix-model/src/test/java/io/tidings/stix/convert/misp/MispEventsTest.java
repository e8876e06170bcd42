package io.tidings.stix.convert.misp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Converted;
import io.tidings.stix.convert.Remark;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MispEventsTest {
    private static final MispEvents EVENTS = new MispEvents(MispOptions.standard());

    private static String event() throws IOException {
        try (InputStream in = Converted.class.getResourceAsStream("misp-event.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void attributesForDetectionBecomeIndicatorsWithValidPatterns() throws Exception {
        Converted converted = Converted.of(EVENTS, event());
        List<String> patterns = converted.all("indicator").stream()
                .filter(json -> json.text("pattern_type").filter("stix"::equals).isPresent())
                .map(json -> json.text("pattern").orElseThrow())
                .toList();
        assertThat(patterns)
                .containsExactly(
                        "[ipv4-addr:value = '198.51.100.7']",
                        "[domain-name:value = 'evil.example' AND domain-name:resolves_to_refs[*].value = '198.51.100.8']",
                        "[file:name = 'it\\'s.exe' AND file:hashes.'SHA-256' = "
                                + "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']",
                        "[network-traffic:dst_ref.value = '2001:db8::9' AND network-traffic:dst_port = 443]",
                        "[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Software\\\\Run' AND"
                                + " windows-registry-key:values[*].data = 'evil.exe']",
                        "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'[*] = 'evil/1.0']",
                        "[mutex:name = 'Global\\\\evil']",
                        "[file:hashes.'MD5' = '9e107d9d372bb6826bd81d3542a419d6' AND file:name = 'invoice.exe'"
                                + " AND file:size = 4096]",
                        "[domain-name:value = 'whois.example']");
        for (String pattern : patterns) {
            assertThat(Pattern.parse(pattern).isValid()).as(pattern).isTrue();
        }
        assertThat(converted.all("indicator").stream()
                        .filter(json ->
                                json.text("pattern_type").filter("yara"::equals).isPresent()))
                .hasSize(1);
    }

    @Test
    void theRestOfAnEventBecomesWhatItIs() throws Exception {
        Converted converted = Converted.of(EVENTS, event());
        assertThat(converted.report().made())
                .containsEntry("identity", 2L)
                .containsEntry("observed-data", 3L)
                .containsEntry("sighting", 1L)
                .containsEntry("opinion", 1L)
                .containsEntry("note", 6L)
                .containsEntry("vulnerability", 1L)
                .containsEntry("threat-actor", 1L)
                .containsEntry("relationship", 1L)
                .containsEntry("report", 1L);
        assertThat(converted.only("url").text("value")).contains("http://evil.example/login");
        assertThat(converted.only("email-message").text("from_ref"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("email-addr--"));
        assertThat(converted.only("report").toJson())
                .contains("https://blog.example/analysis", "misp:threat-level=\\\"high\\\"", "phishing");
        Set<String> ids = converted.objects().stream()
                .map(StixObject::id)
                .map(StixId::value)
                .collect(Collectors.toSet());
        converted
                .only("report")
                .get("object_refs")
                .flatMap(it -> it.asList())
                .orElseThrow()
                .items()
                .forEach(ref -> assertThat(ids).contains(ref.asText().orElseThrow()));
    }

    @Test
    void nothingIsDroppedWithoutARemark() throws Exception {
        Converted converted = Converted.of(EVENTS, event());
        String event = "/response/0/Event";
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .extracting(Remark::place)
                .containsExactlyInAnyOrder(
                        event + "/extends_uuid",
                        event + "/distribution",
                        event + "/Attribute/0/Sighting/2",
                        event + "/Galaxy/1/GalaxyCluster/0",
                        event + "/ShadowAttribute/0");
        assertThat(converted.remarks(Kind.CHANGED))
                .extracting(Remark::place)
                .containsExactlyInAnyOrder(
                        event + "/Attribute/13",
                        event + "/Attribute/14",
                        event + "/Object/0/Attribute/3",
                        event + "/Object/2",
                        event + "/Object/2/Attribute/1");
    }

    private static Converted attributes(String... attributes) {
        return Converted.of(
                EVENTS,
                "{\"Event\":{\"uuid\":\"e\",\"date\":\"2026-01-01\",\"info\":\"i\",\"Attribute\":["
                        + String.join(",", attributes) + "]}}");
    }

    @Test
    void aSampleGoesWithItsIndicatorAsTheContentOfItsFile() {
        Converted converted = attributes("{\"uuid\":\"a\",\"type\":\"malware-sample\",\"to_ids\":true,"
                + "\"value\":\"a.exe|9e107d9d372bb6826bd81d3542a419d6\",\"data\":\"UEsDBA==\"}");
        JsonObject artifact = converted.only("artifact");
        assertThat(artifact.text("payload_bin")).contains("UEsDBA==");
        assertThat(artifact.text("decryption_key")).contains("infected");
        assertThat(converted.only("file").text("content_ref")).isEqualTo(artifact.text("id"));
        JsonObject basedOn = converted.only("relationship");
        assertThat(basedOn.text("source_ref"))
                .isEqualTo(converted.only("indicator").text("id"));
        assertThat(basedOn.text("target_ref")).isEqualTo(converted.only("file").text("id"));
    }

    @Test
    void bytesThatCannotBeCarriedAreReportedAndTheRestStays() {
        Converted converted = attributes(
                "{\"uuid\":\"a\",\"type\":\"attachment\",\"value\":\"a.txt\",\"data\":\"not base64\"}",
                "{\"uuid\":\"b\",\"type\":\"attachment\",\"value\":\"b.txt\",\"data\":\"" + "AAAA".repeat(2_500_000)
                        + "\"}");
        assertThat(converted.texts("file", "name")).containsExactly("a.txt", "b.txt");
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .extracting(Remark::place)
                .containsExactly("/Event/Attribute/0/data", "/Event/Attribute/1/data");
    }

    @Test
    void whatStixHasNoObjectForIsANote() {
        Converted converted = attributes("{\"uuid\":\"a\",\"type\":\"iban\",\"value\":\"LU28 0019\"}");
        assertThat(converted.only("note").text("content")).contains("iban: LU28 0019");
        assertThat(converted.remarks(Kind.CHANGED)).hasSize(1);
        assertThat(converted.remarks(Kind.NOT_CARRIED)).isEmpty();
    }

    @Test
    void thePartsOfAnObjectThatHaveNoPlaceAreLinesOfOneNote() {
        String parts = "{\"uuid\":\"1\",\"type\":\"regkey\",\"object_relation\":\"key\",\"value\":\"HKCU\\\\Run\"},"
                + "{\"uuid\":\"2\",\"type\":\"text\",\"object_relation\":\"hive\",\"value\":\"HKCU\"},"
                + "{\"uuid\":\"3\",\"type\":\"datetime\",\"object_relation\":\"last-modified\","
                + "\"value\":\"2026-01-01\"}";
        Converted converted = Converted.of(
                EVENTS,
                "{\"Event\":{\"uuid\":\"e\",\"date\":\"2026-01-01\",\"Object\":[{\"uuid\":\"o\","
                        + "\"name\":\"registry-key\",\"Attribute\":[" + parts + "]}]}}");
        assertThat(converted.only("windows-registry-key").text("key")).contains("HKEY_CURRENT_USER\\Run");
        JsonObject note = converted.only("note");
        assertThat(note.text("content")).contains("hive: HKCU\nlast-modified: 2026-01-01");
        assertThat(note.toJson())
                .contains(converted.only("observed-data").text("id").orElseThrow());
    }

    @Test
    void tagsOfTlpMarkEverythingAndTheStricterOneCounts() throws Exception {
        Converted converted = Converted.of(EVENTS, event());
        for (StixObject object : converted.objects()) {
            if (!Set.of("identity", "marking-definition").contains(object.type())) {
                assertThat(object.head().tlp()).as(object.bytes().text()).isPresent();
            }
        }
        assertThat(converted.objects().stream()
                        .filter(object -> object.bytes().text().contains("'198.51.100.7'"))
                        .map(object -> object.head().tlp()))
                .containsExactly(Optional.of(Tlp.RED));
    }

    @Test
    void theSameEventTwiceIsTheSameObjectsAndALaterOneGivesLaterVersions() throws Exception {
        Converted first = Converted.of(EVENTS, event());
        assertThat(Converted.of(EVENTS, event())).isEqualTo(first);
        Converted later = Converted.of(EVENTS, event().replace("1770120000", "1770220000"));
        JsonObject before = first.only("report");
        JsonObject after = later.only("report");
        assertThat(after.text("id")).isEqualTo(before.text("id"));
        assertThat(after.text("created")).isEqualTo(before.text("created"));
        assertThat(after.text("modified").orElseThrow())
                .isGreaterThan(before.text("modified").orElseThrow());
    }

    @Test
    void aDeletedAttributeIsARevokedIndicator() throws Exception {
        assertThat(Converted.of(EVENTS, event()).objects().stream()
                        .filter(object -> object.head().revoked()))
                .singleElement()
                .satisfies(object -> assertThat(object.bytes().text()).contains("mutex"));
    }

    @Test
    void eventsAreFoundInEachFormOfExport() throws Exception {
        String wrapped = event().substring("{\"response\": [".length(), event().lastIndexOf("]}"));
        String bare = wrapped.substring("{\"Event\": ".length(), wrapped.lastIndexOf('}'));
        List<StixObject> objects = Converted.of(EVENTS, event()).objects();
        assertThat(Converted.of(EVENTS, wrapped).objects()).isEqualTo(objects);
        assertThat(Converted.of(EVENTS, bare).objects()).isEqualTo(objects);
        assertThat(Converted.of(EVENTS, "[" + wrapped + "," + bare + "]").objects())
                .isEqualTo(objects);
    }

    @Test
    void anEventThatIsTooLongHarmsOnlyItself() {
        MispEvents small = new MispEvents(new MispOptions(20_000, List.of()));
        String rest =
                "\"date\":\"2026-01-01\",\"Attribute\":[{\"type\":\"domain\",\"to_ids\":true,\"value\":\"a.example\"}]}";
        Converted converted = Converted.of(
                small,
                "[{\"Event\":{\"uuid\":\"a\",\"info\":\"" + "x".repeat(100_000) + "\"," + rest
                        + "},{\"Event\":{\"uuid\":\"b\"," + rest + "}]");
        assertThat(converted.all("report")).hasSize(1);
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .singleElement()
                .satisfies(remark -> assertThat(remark.text()).contains("20000"));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> Converted.of(EVENTS, "{\"Event\":{\"uuid\":".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedContentException.class);
        assertThatThrownBy(() -> Converted.of(EVENTS, "7".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedContentException.class);
    }
}
