package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} and {@code pattern}, which need no node. */
class ValidateIT {
    private static final String GOOD = "{\"type\":\"indicator\",\"spec_version\":\"2.1\","
            + "\"id\":\"indicator--00000000-0000-4000-8000-000000000001\",\"created\":\"2026-01-01T00:00:00.000Z\","
            + "\"modified\":\"2026-01-01T00:00:00.000Z\",\"name\":\"n\",\"description\":\"d\","
            + "\"indicator_types\":[\"malicious-activity\"],\"pattern\":\"[ipv4-addr:value = '192.0.2.1']\","
            + "\"pattern_type\":\"stix\",\"valid_from\":\"2026-01-01T00:00:00Z\"}";
    private static final String NO_TIME =
            GOOD.replace(",\"valid_from\":\"2026-01-01T00:00:00Z\"", "").replace("0001\"", "0002\"");

    @TempDir
    Path folder;

    private final Cli cli = new Cli();
    private final ObjectMapper json = new ObjectMapper();

    private static String bundle(String... objects) {
        return "{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000009\",\"objects\":[\n"
                + String.join(",\n", objects) + "\n]}";
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void aFaultIsShownWithItsPlaceRuleAndRemedyAndEndsWith4() throws Exception {
        Cli.Result result = cli.run("validate", file("b.json", bundle(GOOD, NO_TIME)));
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out())
                .contains("b.json:3  indicator--00000000-0000-4000-8000-000000000002")
                .contains("error")
                .contains("valid_from")
                .contains("2 objects, 1 refused; 1 errors");
        assertThat(cli.opened).isZero();
    }

    @Test
    void whatIsRightEndsWith0ByEveryRoadIn() throws Exception {
        Path gzip = folder.resolve("b.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(bundle(GOOD).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(cli.run("validate", gzip.toString()).exitCode()).isZero();
        assertThat(cli.runWithInput(bundle(GOOD), "validate", "-").exitCode()).isZero();
        assertThat(cli.run("validate", file("single.json", GOOD)).out()).contains("1 objects, 0 refused");
    }

    @Test
    void aSingleObjectIsCheckedAlsoWhereItHasObjectsOfItsOwn() throws Exception {
        String observed = "{\"type\":\"observed-data\",\"id\":\"observed-data--00000000-0000-4000-8000-000000000003\","
                + "\"objects\":{\"0\":{\"type\":\"ipv4-addr\"}}}";
        Cli.Result result = cli.run("validate", file("o.json", observed));
        assertThat(result.out()).contains("observed-data--").contains("1 objects, 1 refused");
    }

    @Test
    void theSeveritiesThatMatterCanBeChosen() throws Exception {
        String custom = file("c.json", bundle(GOOD.replace("\"name\"", "\"x_mine\":1,\"name\"")));
        assertThat(cli.run("validate", custom).exitCode()).isZero();
        assertThat(cli.run("validate", "--fail-on", "note", custom).exitCode()).isEqualTo(4);
        assertThat(cli.run("validate", "--profile", "lenient", file("b.json", bundle(NO_TIME)))
                        .exitCode())
                .isZero();
    }

    @Test
    void whatCannotBeReadIsAFindingWithItsPlace() throws Exception {
        Cli.Result result = cli.run("validate", file("broken.json", "{\"objects\":[\n" + GOOD + ",\n{\"type\": ]}"));
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("broken.json:3").contains("cannot be read to its end");
        assertThat(cli.run("validate", folder.resolve("none").toString()).exitCode())
                .isEqualTo(3);
    }

    @Test
    void jsonHasFindingsAndCounts() throws Exception {
        Cli.Result result = cli.run("validate", "--format", "json", file("b.json", bundle(GOOD, NO_TIME)));
        JsonNode report = json.readTree(result.out());
        assertThat(report.get("findings").get(0).get("refused").asBoolean()).isTrue();
        assertThat(report.get("findings").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(report.get("files").get(0).get("errors").asInt()).isEqualTo(1);
    }

    @Test
    void sarifNamesARuleForEveryResult() throws Exception {
        Cli.Result result = cli.run("validate", "--format", "sarif", file("b c.json", bundle(GOOD, NO_TIME)));
        JsonNode run = json.readTree(result.out()).get("runs").get(0);
        JsonNode first = run.get("results").get(0);
        JsonNode rule = run.get("tool")
                .get("driver")
                .get("rules")
                .get(first.get("ruleIndex").asInt());
        assertThat(rule.get("id")).isEqualTo(first.get("ruleId"));
        assertThat(rule.get("help").get("text").asText()).isNotBlank();
        assertThat(first.get("level").asText()).isEqualTo("error");
        JsonNode physical = first.get("locations").get(0).get("physicalLocation");
        assertThat(physical.get("artifactLocation").get("uri").asText()).endsWith("b%20c.json");
        assertThat(physical.get("region").get("startLine").asInt()).isEqualTo(3);
    }

    @Test
    void theLineAndColumnAreThoseOfTheValue() throws Exception {
        String pretty = GOOD.replace(",\"pattern\":\"[ipv4-addr:value = '192.0.2.1']\"", ",\n  \"pattern\": \"[what\"");
        Cli.Result result = cli.run("validate", "--format", "sarif", file("p.json", bundle(GOOD, pretty)));
        JsonNode results = json.readTree(result.out()).get("runs").get(0).get("results");
        JsonNode region = results.get(0).at("/locations/0/physicalLocation/region");
        assertThat(results.get(0)
                        .at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .endsWith("/pattern");
        assertThat(region.get("startLine").asInt()).isEqualTo(4);
        assertThat(region.get("startColumn").asInt()).isEqualTo(14);
        String text = bundle(GOOD, pretty);
        assertThat(text.substring(region.get("byteOffset").asInt())).startsWith("\"[what\"");
    }

    @Test
    void aBundleLargerThanTheHeapIsCheckedToItsEnd() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ServeProcess.class.getName(),
                        "validate",
                        "-"))
                .redirectErrorStream(true)
                .start();
        int objects = 2_000;
        String filler = "x".repeat(20_000);
        try (OutputStream out = process.getOutputStream()) {
            out.write("{\"type\":\"bundle\",\"id\":\"bundle--00000000-0000-4000-8000-000000000009\",\"objects\":["
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < objects; i++) {
                String object = GOOD.replace("000000000001", String.format("%012d", i))
                        .replace("\"description\":\"d\"", "\"description\":\"" + filler + "\"");
                out.write(((i == 0 ? "" : ",\n") + object).getBytes(StandardCharsets.UTF_8));
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains(objects + " objects, 0 refused");
        assertThat(process.exitValue()).isZero();
    }

    /** What the manual shows below a command. */
    private static String shownBelow(String command) throws Exception {
        String manual = Files.readString(Path.of("../docs/operating.md"));
        int start = manual.indexOf("$ " + command + "\n");
        assertThat(start).as(command).isNotNegative();
        int from = manual.indexOf('\n', start) + 1;
        return manual.substring(from, manual.indexOf("```", from));
    }

    @Test
    void whatTheManualShowsIsWhatIsPrinted() throws Exception {
        assertThat(cli.run("pattern", "check", "[ipv4-addr:value = ]").out())
                .isEqualTo(shownBelow("tidings pattern check \"[ipv4-addr:value = ]\""));
        String file = file("feed.json", bundle(GOOD, NO_TIME));
        assertThat(cli.run("validate", file).out().replace(file, "feed.json"))
                .isEqualTo(shownBelow("tidings validate feed.json"));
    }

    @Test
    void aCaretStandsBelowThePlaceInAPattern() {
        Cli.Result result = cli.run("pattern", "check", "[ipv4-addr:value = ]");
        assertThat(result.exitCode()).isEqualTo(4);
        List<String> lines = result.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("[ipv4-addr:value = ]");
        assertThat(lines.get(1)).isEqualTo("                   ^");
        assertThat(cli.run("pattern", "check", "[ipv4-addr:value = '192.0.2.1']")
                        .exitCode())
                .isZero();
    }

    @Test
    void patternsOfAFileAreEachAnswered() throws Exception {
        String observed = "{\"type\":\"observed-data\",\"spec_version\":\"2.1\","
                + "\"id\":\"observed-data--00000000-0000-4000-8000-000000000003\","
                + "\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\","
                + "\"first_observed\":\"2026-01-01T00:00:00Z\",\"last_observed\":\"2026-01-01T00:00:00Z\","
                + "\"number_observed\":1,\"object_refs\":[\"ipv4-addr--00000000-0000-4000-8000-000000000004\"]}";
        String address = "{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\",\"value\":\"192.0.2.1\","
                + "\"id\":\"ipv4-addr--00000000-0000-4000-8000-000000000004\"}";
        String patterns = file("p.txt", "[ipv4-addr:value = '192.0.2.1']\n\n[ipv4-addr:value = '192.0.2.2']\n");
        String bundle = file("b.json", bundle(observed, address));
        Cli.Result result = cli.run("pattern", "match", "--patterns", patterns, bundle);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out().lines())
                .containsExactly(
                        "match      [ipv4-addr:value = '192.0.2.1']", "no match   [ipv4-addr:value = '192.0.2.2']");
        String indicators = file("i.json", bundle(GOOD, NO_TIME));
        Cli.Result fromBundle = cli.run("pattern", "match", "--patterns-from", indicators, bundle);
        assertThat(fromBundle.out().lines()).containsExactly("match      [ipv4-addr:value = '192.0.2.1']");
        assertThat(cli.run("pattern", "match", "--pattern", "[url:value = 'x']", bundle)
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aPatternIsExplainedInWords() {
        Cli.Result result = cli.run("pattern", "explain", "[url:value LIKE '%evil%'] WITHIN 5 SECONDS");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("less than 5 seconds").contains("url:value");
    }

    @Test
    void aListBecomesTheSameBundleEachTimeAndAListAgain() throws Exception {
        String list = file("list.txt", "hxxp://evil[.]example/a\n198.51.100.7\nnot an indicator at all\n");
        String[] convert = {"convert", "--from", "list", "--tlp", "green", "--time", "2026-01-01T00:00:00Z", list};
        Cli.Result bundle = cli.run(convert);
        assertThat(bundle.exitCode()).isZero();
        assertThat(bundle.err()).contains("line 3");
        assertThat(json.readTree(bundle.out()).get("objects"))
                .isEqualTo(json.readTree(cli.run(convert).out()).get("objects"));
        assertThat(cli.runWithInput(bundle.out(), "validate", "-").exitCode()).isZero();
        Cli.Result again = cli.runWithInput(bundle.out(), "convert", "--from", "stix", "--to", "list");
        assertThat(again.out().lines()).contains("http://evil.example/a", "198.51.100.7");
    }
}
