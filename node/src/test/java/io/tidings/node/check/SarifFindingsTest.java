package io.tidings.node.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.stix.validate.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SarifFindingsTest {
    private static final String NAME = "恶意软件 \uD83D\uDC1B";
    private static final List<String> LEVELS = List.of("none", "note", "warning", "error");

    private static String tool(int number, String more) {
        return "{\"type\":\"tool\",\"spec_version\":\"2.1\",\"id\":\"tool--0000000" + number
                + "-0c41-4a05-a5f4-8d0b0c6f7a51\",\"created\":\"2026-01-01T00:00:00.000Z\","
                + "\"modified\":\"2026-01-01T00:00:00.000Z\",\"name\":\"" + NAME + "\"" + more + "}";
    }

    private static final String WRONG = ",\"aliases\":[],\"x_mine\":1,\"tool_version\":7";

    private static String bundle(String before, String between, String... objects) {
        return "{" + before
                + "\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000009\",\"objects\":["
                + String.join(between, objects) + "]}";
    }

    private static JsonNode sarif(String content) throws Exception {
        var out = new ByteArrayOutputStream();
        var writer = new SarifFindings(out, "1.0");
        Summary summary = new ContentCheck("folder/b c:d.json", Profile.STRICT, writer)
                .run(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        writer.end(List.of(summary));
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static JsonNode results(JsonNode log) {
        return log.at("/runs/0/results");
    }

    /** What the schema of SARIF 2.1.0 requires of the parts that are written, and its section 3 of their values. */
    @Test
    void theLogHasTheStructureOfSarif() throws Exception {
        JsonNode log = sarif(bundle("", ",", tool(1, WRONG), tool(1, WRONG), "7"));
        assertThat(log.get("version").textValue()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").textValue()).startsWith("https://");
        assertThat(names(log)).containsExactlyInAnyOrder("$schema", "version", "runs");
        assertThat(log.get("runs")).singleElement().satisfies(run -> {
            assertThat(names(run)).containsExactlyInAnyOrder("tool", "columnKind", "results");
            assertThat(run.get("columnKind").textValue()).isEqualTo("utf16CodeUnits");
            assertThat(names(run.get("tool"))).containsExactly("driver");
        });
        JsonNode driver = log.at("/runs/0/tool/driver");
        assertThat(driver.get("name").textValue()).isNotEmpty();
        Set<String> ids = new HashSet<>();
        assertThat(driver.get("rules")).isNotEmpty().allSatisfy(rule -> {
            assertThat(ids.add(rule.get("id").textValue())).isTrue();
            for (String text : List.of("shortDescription", "fullDescription", "help")) {
                assertThat(rule.get(text).get("text").textValue()).isNotEmpty();
            }
        });
        assertThat(results(log)).hasSizeGreaterThan(5).allSatisfy(result -> result(result, driver.get("rules")));
    }

    private static void result(JsonNode result, JsonNode rules) {
        assertThat(names(result)).containsExactlyInAnyOrder("ruleId", "ruleIndex", "level", "message", "locations");
        assertThat(result.get("ruleIndex").isInt()).isTrue();
        assertThat(rules.get(result.get("ruleIndex").intValue()).get("id")).isEqualTo(result.get("ruleId"));
        assertThat(result.get("level").textValue()).isIn(LEVELS);
        assertThat(result.get("message").get("text").textValue()).isNotEmpty();
        assertThat(result.get("locations")).singleElement().satisfies(location -> {
            assertThat(names(location)).containsExactlyInAnyOrder("physicalLocation", "logicalLocations");
            String uri = location.at("/physicalLocation/artifactLocation/uri").textValue();
            assertThat(URI.create(uri).getPath()).isEqualTo("./folder/b c:d.json");
            JsonNode region = location.at("/physicalLocation/region");
            assertThat(region.get("startLine").intValue()).isPositive();
            assertThat(region.get("startColumn").intValue()).isPositive();
            assertThat(region.get("byteOffset").intValue()).isNotNegative();
            assertThat(location.get("logicalLocations"))
                    .singleElement()
                    .satisfies(logical ->
                            assertThat(names(logical)).containsExactlyInAnyOrder("fullyQualifiedName", "kind"));
        });
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void lineAndColumnFindTheByteWhereverObjectsStand() throws Exception {
        String pretty = tool(3, ",\n  \"aliases\":\t[],\"tool_version\":\n 7");
        for (String between : List.of(",", " ,\n", "\n\t,", ",\r\n \r\n ")) {
            String text = bundle(
                    "",
                    between,
                    tool(1, WRONG),
                    tool(2, WRONG),
                    pretty,
                    "8",
                    tool(4, WRONG),
                    "\"" + NAME + "\"",
                    tool(5, WRONG));
            JsonNode results = results(sarif(text));
            assertThat(results).hasSizeGreaterThan(12).allSatisfy(result -> {
                JsonNode region = result.at("/locations/0/physicalLocation/region");
                assertThat(offset(
                                text,
                                region.get("startLine").intValue(),
                                region.get("startColumn").intValue()))
                        .isEqualTo(region.get("byteOffset").intValue());
            });
        }
    }

    /** In bytes, of a place that is given as an editor has it. */
    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return text.substring(0, start + column - 1).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aColumnThatIsNotKnownIsLeftOut() throws Exception {
        String wide = "\"x_name\":\"" + NAME + "\",";
        JsonNode results = results(sarif(bundle(wide, ",\n", tool(1, WRONG), tool(2, WRONG))));
        assertThat(results)
                .filteredOn(result -> line(result) == 1)
                .isNotEmpty()
                .noneMatch(SarifFindingsTest::hasColumn);
        assertThat(results).filteredOn(result -> line(result) == 2).isNotEmpty().allMatch(SarifFindingsTest::hasColumn);
    }

    private static int line(JsonNode result) {
        return result.at("/locations/0/physicalLocation/region/startLine").intValue();
    }

    private static boolean hasColumn(JsonNode result) {
        return result.at("/locations/0/physicalLocation/region").has("startColumn");
    }
}
