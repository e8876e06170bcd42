package io.tidings.stix.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.build.InvalidObjectException;
import io.tidings.stix.build.ObjectFactory;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.pattern.match.Answer;
import io.tidings.stix.pattern.match.CompiledPattern;
import io.tidings.stix.pattern.match.Observation;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.validate.BundleCheck;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Validator;
import io.tidings.stix.value.JsonValue;
import io.tidings.stix.view.Indicator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The section "In code" of {@code docs/stix.md}: its lines are lines of this file, and what they say comes out. */
class ExampleTest {
    private static final StixId BANK = new StixId("identity--00000001-0c41-4a05-a5f4-8d0b0c6f7a51");
    private static final StixId AMBER = new StixId("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421");
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private final RandomGenerator random = new Random(7);

    private static final String BUNDLE = """
            {"type": "bundle", "id": "bundle--00000001-0c41-4a05-a5f4-8d0b0c6f7a51", "objects": [
             {"type": "indicator", "spec_version": "2.1", "id": "indicator--00000001-0c41-4a05-a5f4-8d0b0c6f7a51",
              "created": "2026-01-20T12:34:56.000Z", "modified": "2025-01-20T12:34:56.000Z", "name": "C2",
              "description": "Seen", "pattern": "[url:value = 'http://example.com/']", "pattern_type": "stix",
              "valid_from": "2026-01-20T12:34:56Z"}, 7]}
            """;

    @Test
    void aBundleIsReadCheckedAndViewed() throws Exception {
        InputStream in = new ByteArrayInputStream(BUNDLE.getBytes(StandardCharsets.UTF_8));
        List<String> out = new ArrayList<>();
        readAndCheck(in, out);
        assertThat(out.get(0)).isEqualTo("[url:value = 'http://example.com/'] from 2026-01-20T12:34:56Z");
        assertThat(out).anyMatch(line -> line.contains("S-033")).anyMatch(line -> line.contains("in braces"));
    }

    private void readAndCheck(InputStream in, List<String> out) throws IOException, MalformedContentException {
        Validator validator = Validator.with(new PatternRules());
        BundleCheck bundle = BundleCheck.within(128 << 20);
        try (ContentReader reader = ContentReader.over(in, ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof Element.Sound sound) {
                    StixObject object = sound.object();
                    if (object.type().equals("indicator")) {
                        Indicator indicator = Indicator.of(object);
                        out.add(indicator.pattern() + " from " + indicator.validFrom());
                    }
                    Findings findings = validator.validate(object);
                    findings.all().forEach(finding -> out.add(finding.toString()));
                    findings.refusal(Profile.INTEROPERABLE)
                            .map(Finding::problem)
                            .ifPresent(out::add);
                    bundle.accept(object).all().forEach(finding -> out.add(finding.toString()));
                } else if (next.get() instanceof Element.Faulty faulty) {
                    out.add(faulty.reason());
                }
            }
            bundle.finish(reader.wrapper()).all().forEach(finding -> out.add(finding.toString()));
        }
    }

    @Test
    void objectsAreMadeMarkedAndVersioned() {
        ObjectFactory factory = new ObjectFactory(clock, random);
        StixObject indicator = factory.create("indicator", BANK)
                .set("name", "C2 server")
                .set("description", "Beacons every minute")
                .set("pattern", "[ipv4-addr:value = '198.51.100.7']")
                .set("pattern_type", "stix")
                .set("valid_from", clock.instant())
                .markedWith(AMBER)
                .build();
        StixObject address =
                factory.create("ipv4-addr").set("value", "198.51.100.7").build();
        StixObject link =
                factory.relate(indicator.id(), "based-on", address.id()).build();
        StixObject next = factory.newVersion(indicator).set("confidence", 80).build();
        StixObject last = factory.revoke(next);
        Optional<Tlp> level =
                Tlp.strictest(last.head().objectMarkingRefs(), last.head().granularMarkings(), Tlp::of);
        assertThat(level).contains(Tlp.AMBER);
        assertThat(link.type()).isEqualTo("relationship");
        assertThat(last.id()).isEqualTo(indicator.id());
        assertThat(last.head().version()).isGreaterThan(next.head().version());
        assertThat(last.head().revoked()).isTrue();
    }

    @Test
    void whatBreaksRulesIsNotMade() {
        ObjectFactory factory = new ObjectFactory(clock, random);
        String said = "";
        try {
            factory.create("indicator").set("pattern_type", "stix").build();
        } catch (InvalidObjectException invalid) {
            said = invalid.getMessage();
        }
        assertThat(said).contains("pattern");
    }

    @Test
    void aPatternIsCheckedAndMatched() throws Exception {
        Pattern pattern = Pattern.parse("[ipv4-addr:value ISSUBSET '198.51.100.0/24']");
        pattern.check().forEach(System.out::println);
        CompiledPattern compiled = pattern.compile();
        JsonValue seen = JsonValue.read(
                ByteSlice.ofText("{\"type\":\"ipv4-addr\",\"value\":\"198.51.100.7\"}"), ContentBounds.standard());
        StixTimestamp now = StixTimestamp.of(clock.instant());
        Answer answer = compiled.match(
                List.of(Observation.of(now, List.of(seen.asObject().orElseThrow()))));
        assertThat(answer).isEqualTo(Answer.MATCH);
    }

    @Test
    void theDocumentsLinesAreLinesOfThisFile() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "stix.md"));
        List<String> own =
                Files.readAllLines(Path.of("src/test/java/io/tidings/stix/example/ExampleTest.java")).stream()
                        .map(ExampleTest::code)
                        .toList();
        String section = document.substring(document.indexOf("\n## In code"));
        List<String> shown = new ArrayList<>();
        boolean inCode = false;
        for (String line : section.lines().toList()) {
            boolean fence = line.startsWith("```");
            if (inCode && !fence && !code(line).isEmpty()) {
                shown.add(code(line));
            }
            inCode = fence ? !inCode : inCode;
        }
        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(own).containsAll(shown);
    }

    /** Without indentation and comment. */
    private static String code(String line) {
        int comment = line.indexOf(" //");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
