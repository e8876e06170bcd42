package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code convert} as users run it, which needs no node. */
class ConvertIT {
    private static final String[] FIXED = {"--time", "2026-01-01T00:00:00Z"};
    private static final String CSV = """
            ioc;kind;score;tlp
            hxxp://evil[.]example/a;url;80;amber
            198.51.100.7;ipv4;50;amber
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;sha256;90;
            evil.example;domain;50;ultraviolet
            """;
    private static final String MISP = """
            {"response": [{"Event": {"uuid": "5f4e7d00-1111-4222-8333-444455556666", "date": "2026-01-01",
             "timestamp": "1767225600", "info": "A bank's trojan", "distribution": "1", "Attribute": [
              {"uuid": "5f4e7d00-1111-4222-8333-000000000001", "type": "domain", "to_ids": true,
               "value": "evil.example"},
              {"uuid": "5f4e7d00-1111-4222-8333-000000000002", "type": "malware-sample", "to_ids": true,
               "value": "a.exe|9e107d9d372bb6826bd81d3542a419d6", "data": "UEsDBA=="}]}}]}
            """;
    private static final String STIX_20 = """
            {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000009", "spec_version": "2.0", "objects": [
             {"type": "indicator", "id": "indicator--00000000-0000-4000-8000-000000000001",
              "created": "2017-01-01T00:00:00.000Z", "modified": "2017-01-01T00:00:00.000Z",
              "labels": ["malicious-activity"], "pattern": "[file:hashes.MD5 = '9e107d9d372bb6826bd81d3542a419d6']",
              "valid_from": "2017-01-01T00:00:00Z"},
             {"type": "nothing"}]}
            """;

    @TempDir
    Path folder;

    private final Cli cli = new Cli();
    private final ObjectMapper json = new ObjectMapper();

    private Cli.Result convert(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("convert"));
        all.addAll(List.of(arguments));
        return cli.runWithInput(input, all.toArray(String[]::new));
    }

    /** The objects; the bundle around them has another identifier each time. */
    private JsonNode objects(Cli.Result result) throws Exception {
        return json.readTree(result.out()).get("objects");
    }

    private void isRightTwice(String input, String... arguments) throws Exception {
        Cli.Result first = convert(input, arguments);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(objects(convert(input, arguments)).toString())
                .isEqualTo(objects(first).toString());
        assertThat(cli.runWithInput(first.out(), "validate", "--profile", "strict", "-"))
                .satisfies(checked ->
                        assertThat(checked.exitCode()).as(checked.out()).isZero());
    }

    @Test
    void everyWayInGivesTheSameValidObjectsEachTime() throws Exception {
        isRightTwice("evil[.]example\n198.51.100.0/24\n", "--from", "list", FIXED[0], FIXED[1], "--observables");
        isRightTwice("They used 1.2.3[.]4 for it.", "--from", "text", FIXED[0], FIXED[1]);
        isRightTwice(
                CSV, "--from", "csv", "--mapping", "value=ioc,type=kind,confidence=score,tlp=tlp", FIXED[0], FIXED[1]);
        isRightTwice(MISP, "--from", "misp");
        isRightTwice(STIX_20, "--from", "stix20");
    }

    @Test
    void rowsOfCsvSayWhatTheyAreAndThoseThatCannotBeCarriedAreTold() throws Exception {
        Cli.Result result = convert(
                CSV, "--from", "csv", "--mapping", "value=ioc,type=kind,confidence=score,tlp=tlp", FIXED[0], FIXED[1]);
        assertThat(objects(result).findValuesAsText("pattern"))
                .containsExactly(
                        "[url:value = 'http://evil.example/a']",
                        "[ipv4-addr:value = '198.51.100.7']",
                        "[file:hashes.'SHA-256' ="
                                + " 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']");
        assertThat(objects(result).findValuesAsText("confidence")).containsExactly("80", "50", "90");
        assertThat(result.err())
                .contains("line 5: not carried: evil.example", "ultraviolet")
                .contains("4 read");
    }

    @Test
    void whatAMispEventLosesIsToldByItsPlace() throws Exception {
        Cli.Result result = convert(MISP, "--from", "misp", "--tlp", "amber");
        assertThat(result.err()).contains("/response/0/Event/distribution: not carried: 1");
        assertThat(objects(result).findValuesAsText("payload_bin")).containsExactly("UEsDBA==");
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws Exception {
        Path out = folder.resolve("out.json");
        Cli.Result good = convert(STIX_20, "--from", "stix20", "--out", out.toString());
        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).isEmpty();
        assertThat(good.err()).contains("/objects/1: not carried", "2 read, 1 objects made");
        String before = Files.readString(out);
        Cli.Result broken = convert("{\"objects\": [", "--from", "stix20", "--out", out.toString());
        assertThat(broken.exitCode()).isEqualTo(4);
        assertThat(Files.readString(out)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void indicatorsGoOutAsCsvAndAsListsOfTheirKinds() throws Exception {
        String bundle = convert(
                        "evil[.]example\n198.51.100.7\nhxxps://a[.]example/x\n", "--from", "list", FIXED[0], FIXED[1])
                .out();
        Cli.Result csv = convert(bundle, "--from", "stix", "--to", "csv");
        assertThat(csv.out().lines()).hasSize(4).anyMatch(line -> line.contains("198.51.100.7"));
        assertThat(convert(bundle, "--from", "stix", "--to", "list", "--kind", "domain-name")
                        .out())
                .isEqualTo("evil.example\n");
        assertThat(convert(bundle, "--from", "stix", "--to", "list", "--kind", "colour")
                        .exitCode())
                .isEqualTo(2);
        assertThat(objects(convert(bundle, "--from", "stix", "--to", "stix")))
                .isEqualTo(json.readTree(bundle).get("objects"));
    }

    @Test
    void mistakesOfTheCommandLineAreToldAsSuch() {
        assertThat(convert("", "--from", "list", "--time", "yesterday").exitCode())
                .isEqualTo(2);
        assertThat(convert("", "--from", "csv", "--mapping", "value").exitCode())
                .isEqualTo(2);
        assertThat(convert("", "--from", "paper").exitCode()).isEqualTo(2);
        assertThat(convert("", "--from", "list", "no/such/file").exitCode()).isEqualTo(3);
    }
}
