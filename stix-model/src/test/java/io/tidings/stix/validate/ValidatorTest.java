package io.tidings.stix.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.testing.RandomJson;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonNull;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorTest {
    private static final List<JsonValue> ODD_VALUES = List.of(
            new JsonNull(),
            new JsonBoolean(true),
            new JsonNumber("7.5"),
            new JsonString("~"),
            new JsonList(List.of()),
            JsonObject.empty());

    private final Validator validator = RuleCase.validator();

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tidings.stix.validate.RuleCase#all")
    void aRuleIsFoundBrokenWhereItIsAndNowhereElse(RuleCase rule) {
        List<Finding> findings = validator.validate(rule.object().toBytes()).all().stream()
                .filter(finding -> finding.rule() == rule.rule())
                .toList();
        if (rule.expected().isEmpty()) {
            assertThat(findings).isEmpty();
            return;
        }
        RuleCase.Expected expected = rule.expected().get();
        assertThat(findings)
                .as("%s", validator.validate(rule.object().toBytes()).all())
                .anySatisfy(finding -> {
                    assertThat(finding.pointer()).isEqualTo(expected.pointer());
                    assertThat(finding.severity()).isEqualTo(expected.severity());
                    assertThat(finding.problem()).isNotEmpty();
                    assertThat(finding.remedy()).isNotEmpty();
                });
    }

    static Stream<String> goodObjects() {
        return RuleCase.goodObjects().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("goodObjects")
    void inAGoodObjectOfEachTypeNothingWrongIsFound(String name) {
        JsonValue object = RuleCase.goodObjects().get(name);
        Findings findings = validator.validate(object.toBytes());
        assertThat(findings.from(Severity.WARNING))
                .filteredOn(finding -> finding.rule() != Rule.S_236) // the deprecated container is among them
                .isEmpty();
        assertThat(findings.refusal(Profile.STRICT)).isEmpty();
    }

    @Test
    void thereIsAGoodObjectOfEachType() {
        assertThat(RuleCase.goodObjects().keySet())
                .containsAll(ObjectTables.standard().types().keySet());
    }

    /** Each place of each good object given each odd value: what is not of the place's type is found there. */
    @ParameterizedTest
    @MethodSource("goodObjects")
    void aValueOfAnotherTypeIsFoundWhereverItStands(String name) {
        JsonValue good = RuleCase.goodObjects().get(name);
        List<JsonPointer> places = new ArrayList<>();
        collect(good, JsonPointer.root(), places);
        for (JsonPointer place : places) {
            JsonValue there = good.at(place).orElseThrow();
            for (JsonValue odd : ODD_VALUES) {
                boolean same = odd.kind().equals(there.kind());
                boolean free = isFree(place.text());
                boolean unchecked = name.equals("bundle") && place.text().startsWith("/objects/0/");
                if (unchecked || (same || free) && !(odd instanceof JsonNull)) {
                    continue;
                }
                JsonValue broken = Edit.set(good, place.text(), odd);
                assertThat(validator.validate(broken.toBytes()).from(Severity.ERROR))
                        .as("%s at %s", odd, place)
                        .anyMatch(finding -> finding.pointer().startsWith(place.text())
                                || place.text().startsWith(finding.pointer()));
            }
        }
    }

    /** Where values of several types are right: bundles' objects, other people's extensions, some dictionaries. */
    private static boolean isFree(String place) {
        return place.startsWith("/extensions/extension-definition")
                || place.startsWith("/contents/")
                || place.startsWith("/definition/")
                || place.contains("/startup_info/")
                || place.contains("/exif_tags/")
                || place.contains("/ipfix/")
                || List.of("/rank", "/toxicity", "/subject", "/value").contains(place)
                || place.startsWith("/objects/");
    }

    private static void collect(JsonValue value, JsonPointer at, List<JsonPointer> places) {
        if (!at.text().isEmpty()) {
            places.add(at);
        }
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> collect(member, at.member(name), places));
        } else if (value instanceof JsonList list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.items().get(i), at.item(i), places);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("goodObjects")
    void everyRequiredPropertyIsMissed(String name) {
        JsonObject good = RuleCase.goodObjects().get(name).asObject().orElseThrow();
        String type = good.text("type").orElseThrow();
        ObjectTables.standard()
                .type(type)
                .ifPresent(table -> table.properties().values().forEach(property -> {
                    if (property.isRequired()) {
                        List<Finding> findings = validator
                                .validate(good.without(property.name()).toBytes())
                                .from(Severity.ERROR);
                        assertThat(findings).as(property.name()).isNotEmpty();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#thousand")
    void anyJsonAndAnyBytesGiveFindingsAndNeverThrow(long seed) {
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        List<JsonValue> good = List.copyOf(RuleCase.goodObjects().values());
        byte[] bytes = good.get(random.nextInt(good.size())).toBytes().toByteArray();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertThat(validator.validate(ByteSlice.of(bytes))).isNotNull();
        Map<String, String> members = new LinkedHashMap<>(json.members(4));
        members.put("type", "\"indicator\"");
        for (String name : List.of("extensions", "granular_markings", "pattern", "external_references")) {
            members.put(name, json.value(5));
        }
        assertThat(validator
                        .validate(ByteSlice.ofText(json.shuffledObject(members)))
                        .refusal(Profile.LENIENT))
                .isPresent();
        assertThat(validator.validate(ByteSlice.ofText(json.value(4))).isEmpty())
                .isFalse();
    }

    @Test
    void whereTypeStandsDoesNotMatter() {
        ByteSlice object = ByteSlice.ofText("{\"value\":7,\"id\":\"x\",\"type\":\"url\"}");
        assertThat(validator.validate(object).all()).extracting(Finding::rule).contains(Rule.S_063, Rule.S_010);
    }

    @Test
    void findingsAreBoundedAndTheGravestAreKept() {
        String labels = "\"malicious-activity\",".repeat(10_000);
        JsonValue indicator = RuleCase.goodObjects().get("indicator");
        String text = indicator.toJson().replace("\"bank\"", labels + "7");
        Findings findings = validator.validate(ByteSlice.ofText(text));
        assertThat(findings.all()).hasSize(200);
        assertThat(findings.unlisted()).isGreaterThan(9_000);
        assertThat(findings.all()).anyMatch(finding -> finding.pointer().equals("/labels/10000"));
    }

    @Test
    void deepNestingIsAFindingToo() {
        String deep = "{\"type\":\"tool\",\"x_deep\":" + "[".repeat(100_000);
        assertThat(validator.validate(ByteSlice.ofText(deep)).refusal(Profile.LENIENT))
                .isPresent();
    }

    @Test
    void profilesRefuseByWhatAFindingMeansForReaders() throws Exception {
        JsonValue tool = RuleCase.goodObjects().get("tool");
        Findings form = findings(Edit.set(tool, "/created", new JsonString("2026-01-20T12:34:56Z")));
        assertThat(form.refusal(Profile.STRICT)).isPresent();
        assertThat(form.refusal(Profile.INTEROPERABLE)).isEmpty();
        Findings reading = findings(Edit.remove(tool, "/name"));
        assertThat(reading.refusal(Profile.INTEROPERABLE)).isPresent();
        assertThat(reading.refusal(Profile.LENIENT)).isEmpty();
        Findings identity = validator.validate(Edit.remove(tool, "/id").toBytes());
        assertThat(identity.refusal(Profile.LENIENT)).isPresent();
        assertThat(Profile.parse("interoperable")).contains(Profile.INTEROPERABLE);
        assertThat(Profile.parse("any")).isEmpty();
    }

    private Findings findings(JsonValue object) throws Exception {
        Element element = ObjectReader.read(object.toBytes(), ContentBounds.standard());
        return validator.validate(((Element.Sound) element).object());
    }

    @Test
    void aFindingSaysWhereWhatWhyAndWhatWouldBeRight() {
        JsonValue tool = RuleCase.goodObjects().get("tool");
        Findings findings = validator.validate(Edit.set(tool, "/modified", new JsonString("2025-01-20T12:34:56.000Z"))
                .toBytes());
        assertThat(findings.all()).hasSize(1);
        assertThat(findings.all().get(0))
                .hasToString("error " + tool.asObject().orElseThrow().text("id").orElseThrow()
                        + " /modified \"2025-01-20T12:34:56.000Z\" is not at or after \"created\","
                        + " \"2026-01-20T12:34:56.000Z\"; give the times in their order"
                        + " (S-033, STIX 2.1 §3.2, 3.6.1)");
        assertThat(findings.worst()).contains(Severity.ERROR);
    }
}
