package io.tidings.stix.convert.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.convert.Converted;
import io.tidings.stix.convert.Remark;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.validate.Severity;
import io.tidings.stix.validate.Validator;
import io.tidings.stix.value.JsonObject;
import org.junit.jupiter.api.Test;

class BundleUpgradeTest {
    private static final String TIMES =
            "\"created\":\"2017-01-01T00:00:00.000Z\",\"modified\":\"2017-01-02T00:00:00.000Z\"";
    private static final String UUID = "--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";

    private static Converted upgrade(String... objects) {
        return Converted.of(
                new BundleUpgrade(ContentBounds.standard()),
                "{\"type\":\"bundle\",\"id\":\"bundle" + UUID + "\",\"spec_version\":\"2.0\",\"objects\":["
                        + String.join(",", objects) + "]}");
    }

    private static String object(String type, String rest) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + type + UUID + "\"," + TIMES + "," + rest + "}";
    }

    private static void assertValid(Converted converted) {
        for (StixObject object : converted.objects()) {
            assertThat(Validator.standard().validate(object).from(Severity.ERROR))
                    .isEmpty();
        }
    }

    @Test
    void anIndicatorGetsItsTypesPatternTypeAndTheNamesOfTheTime() {
        Converted converted = upgrade(object(
                "indicator",
                "\"labels\":[\"malicious-activity\"],\"valid_from\":\"2017-01-01T00:00:00Z\",\"pattern\":"
                        + "\"[file:created > t'2017-01-01T00:00:00Z' AND file:name = 'file:created']"
                        + " START '2017-01-01T00:00:00Z' STOP '2017-02-01T00:00:00Z'\","
                        + "\"granular_markings\":[{\"marking_ref\":"
                        + "\"marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9\","
                        + "\"selectors\":[\"labels.[0]\"]}]"));
        JsonObject indicator = converted.only("indicator");
        assertThat(indicator.text("spec_version")).contains("2.1");
        assertThat(indicator.text("modified")).contains("2017-01-02T00:00:00.000Z");
        assertThat(indicator.has("labels")).isFalse();
        assertThat(indicator.get("indicator_types").map(Object::toString)).contains("[\"malicious-activity\"]");
        assertThat(indicator.text("pattern_type")).contains("stix");
        assertThat(indicator.text("pattern"))
                .contains("[file:ctime > t'2017-01-01T00:00:00Z' AND file:name = 'file:created']"
                        + " START t'2017-01-01T00:00:00Z' STOP t'2017-02-01T00:00:00Z'");
        assertThat(indicator.toJson()).contains("\"selectors\":[\"indicator_types.[0]\"]");
        assertValid(converted);
    }

    @Test
    void anObservedDataContainerBecomesScosWithReferences() {
        Converted converted = upgrade(object(
                "observed-data",
                "\"first_observed\":\"2017-01-01T00:00:00Z\",\"last_observed\":\"2017-01-01T00:00:00Z\","
                        + "\"number_observed\":1,\"objects\":{"
                        + "\"0\":{\"type\":\"network-traffic\",\"src_ref\":\"1\",\"dst_ref\":\"nowhere\","
                        + "\"protocols\":[\"tcp\"]},"
                        + "\"1\":{\"type\":\"ipv4-addr\",\"value\":\"198.51.100.3\"},"
                        + "\"2\":{\"type\":\"process\",\"pid\":7,\"name\":\"gone\","
                        + "\"created\":\"2017-01-01T00:00:00Z\",\"binary_ref\":\"3\",\"child_refs\":[\"4\"]},"
                        + "\"3\":{\"type\":\"file\",\"name\":\"a.exe\",\"modified\":\"2017-01-01T00:00:00Z\"},"
                        + "\"4\":{\"type\":\"process\",\"pid\":8,\"parent_ref\":\"2\"}}"));
        JsonObject observed = converted.only("observed-data");
        assertThat(observed.has("objects")).isFalse();
        assertThat(observed.get("object_refs")
                        .flatMap(it -> it.asList())
                        .orElseThrow()
                        .size())
                .isEqualTo(5);
        assertThat(converted.only("ipv4-addr").text("id")).contains("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
        assertThat(converted.only("network-traffic").text("src_ref"))
                .contains("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
        assertThat(converted.only("file").text("mtime")).contains("2017-01-01T00:00:00Z");
        JsonObject parent = converted.all("process").stream()
                .filter(process -> process.has("child_refs"))
                .findFirst()
                .orElseThrow();
        assertThat(parent.text("image_ref")).isEqualTo(converted.only("file").text("id"));
        assertThat(parent.text("created_time")).isPresent();
        assertThat(converted.texts("process", "parent_ref"))
                .contains(parent.text("id").orElseThrow());
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .extracting(Remark::place)
                .containsExactlyInAnyOrder("/objects/0/objects/0/dst_ref", "/objects/0/objects/2/name");
        assertValid(converted);
    }

    @Test
    void aCircleThatIdentifiersDoNotFollowFromLeavesThemAsTheyMustBe() {
        Converted converted = upgrade(object(
                "observed-data",
                "\"first_observed\":\"2017-01-01T00:00:00Z\",\"last_observed\":\"2017-01-01T00:00:00Z\","
                        + "\"number_observed\":1,\"objects\":{"
                        + "\"0\":{\"type\":\"network-traffic\",\"src_ref\":\"2\",\"protocols\":[\"ipv4\"],"
                        + "\"encapsulates_refs\":[\"1\"]},"
                        + "\"1\":{\"type\":\"network-traffic\",\"src_ref\":\"2\",\"protocols\":[\"udp\"],"
                        + "\"encapsulated_by_ref\":\"0\"},"
                        + "\"2\":{\"type\":\"ipv4-addr\",\"value\":\"198.51.100.3\"}}"));
        for (StixObject object : converted.objects()) {
            assertThat(Validator.standard().validate(object).all())
                    .as(object.bytes().text())
                    .noneMatch(finding -> finding.rule() == Rule.S_014);
        }
        assertThat(converted.texts("network-traffic", "encapsulated_by_ref"))
                .contains(converted.all("network-traffic").stream()
                        .filter(json -> json.has("encapsulates_refs"))
                        .findFirst()
                        .flatMap(json -> json.text("id"))
                        .orElseThrow());
        assertValid(converted);
    }

    @Test
    void whatOtherVersionsSpellOtherwiseIsSpelledAsIn21() {
        Converted converted = upgrade(object(
                "observed-data",
                "\"first_observed\":\"2017-01-01T00:00:00Z\",\"last_observed\":\"2017-01-01T00:00:00Z\","
                        + "\"number_observed\":1,\"objects\":{"
                        + "\"0\":{\"type\":\"windows-registry-key\",\"key\":\"HKLM\\\\Software\"},"
                        + "\"1\":{\"type\":\"file\",\"name\":\"a\",\"magic_number_hex\":\"504B0304\"},"
                        + "\"2\":{\"type\":\"process\",\"pid\":7,\"name\":\"evil.exe\"}}"));
        assertThat(converted.only("windows-registry-key").text("key")).contains("HKEY_LOCAL_MACHINE\\Software");
        assertThat(converted.texts("file", "magic_number_hex")).contains("504b0304");
        assertThat(converted.all("file"))
                .filteredOn(file -> file.text("name").filter("evil.exe"::equals).isPresent())
                .singleElement()
                .satisfies(file ->
                        assertThat(converted.only("process").text("image_ref")).isEqualTo(file.text("id")));
        assertThat(converted.remarks(Kind.NOT_CARRIED)).isEmpty();
        assertValid(converted);
    }

    @Test
    void markingsOnPartsOfAContainerAreKeptOnTheWhole() {
        Converted converted = upgrade(object(
                "observed-data",
                "\"first_observed\":\"2017-01-01T00:00:00Z\",\"last_observed\":\"2017-01-01T00:00:00Z\","
                        + "\"number_observed\":1,\"objects\":{\"0\":{\"type\":\"url\",\"value\":\"http://a.example/\"}},"
                        + "\"granular_markings\":[{\"marking_ref\":"
                        + "\"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed\","
                        + "\"selectors\":[\"objects.0.value\"]}]"));
        assertThat(converted.objects())
                .allSatisfy(
                        object -> assertThat(object.head().objectMarkingRefs()).hasSize(1));
    }

    @Test
    void whatIsAssumedOrLeftIsReported() {
        Converted converted = upgrade(
                object("malware", "\"name\":\"m\",\"labels\":[\"ransomware\"]"),
                object(
                        "indicator",
                        "\"labels\":[\"benign\"],\"valid_from\":\"2017-01-01T00:00:00Z\",\"pattern\":\"[what\""),
                "{\"type\":\"x\"}");
        assertThat(converted.only("malware").get("is_family").map(Object::toString))
                .contains("true");
        assertThat(converted.remarks(Kind.ASSUMED)).hasSize(1);
        assertThat(converted.remarks(Kind.DOUBTFUL)).hasSize(1);
        assertThat(converted.only("indicator").text("pattern_version")).contains("2.0");
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .singleElement()
                .satisfies(remark -> assertThat(remark.place()).isEqualTo("/objects/2"));
    }

    @Test
    void objectsOf21KeepTheirBytes() {
        String object = "{ \"type\":\"url\", \"id\":\"url" + UUID + "\", \"value\":\"http://a.example/\",\"x_1\":1.0 }";
        assertThat(upgrade(object).objects().get(0).bytes().text()).isEqualTo(object);
    }

    @Test
    void aLongChainOfReferencesDoesNotOverflowTheStack() {
        StringBuilder objects = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            objects.append(i == 0 ? "" : ",")
                    .append("\"" + i + "\":{\"type\":\"process\",\"pid\":" + i + ",\"parent_ref\":\"" + (i + 1)
                            + "\"}");
        }
        Converted converted = upgrade(object("observed-data", "\"objects\":{" + objects + "}"));
        assertThat(converted.report().made()).containsEntry("process", 3_000L);
    }
}
