package io.tidings.stix.convert.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.convert.Converted;
import io.tidings.stix.convert.list.CsvList;
import io.tidings.stix.convert.list.CsvMapping;
import io.tidings.stix.convert.list.ListOptions;
import io.tidings.stix.convert.list.PlainList;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.extract.IndicatorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final StixId BUNDLE = new StixId("bundle--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f");

    private static List<StixObject> csv(String csv) {
        return Converted.of(new CsvList(CsvMapping.byHeader(), ListOptions.of(NOW)), csv)
                .objects();
    }

    private static String values(Set<IndicatorKind> kinds, List<StixObject> objects) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ValueListWriter writer = new ValueListWriter(out, kinds, Optional.empty(), NOW)) {
            for (StixObject object : objects) {
                writer.accept(object);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBundleKeepsTheBytesOfItsObjects() throws Exception {
        List<StixObject> objects = Converted.of(new PlainList(ListOptions.of(NOW)), "1.2.3.4\nevil.example")
                .objects();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BundleWriter writer = new BundleWriter(out, BUNDLE)) {
            for (StixObject object : objects) {
                writer.accept(object);
            }
        }
        List<StixObject> read = new ArrayList<>();
        ContentReader reader = ContentReader.over(out.toByteArray(), ContentBounds.standard());
        for (Optional<Element> element = reader.next(); element.isPresent(); element = reader.next()) {
            read.add(((Element.Sound) element.get()).object());
        }
        assertThat(read).isEqualTo(objects);
        assertThat(reader.wrapper().isBundle()).isTrue();
    }

    @Test
    void aBundleWithoutObjectsHasNoEmptyList() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BundleWriter(out, BUNDLE).close();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"bundle\",\"id\":\"" + BUNDLE + "\"}\n");
    }

    @Test
    void aListHasOnlyWhatIsLiveAndOfTheKind() throws Exception {
        List<StixObject> objects = csv("value,valid_from,valid_until\n1.2.3.4,2026-01-01,\n"
                + "5.6.7.8,2026-01-01,2026-02-01\n9.9.9.9,2027-01-01,\nevil.example,,\n198.51.100.0/24,,\n");
        assertThat(values(Set.of(IndicatorKind.IPV4_ADDRESS, IndicatorKind.IPV4_NETWORK), objects))
                .isEqualTo("1.2.3.4\n198.51.100.0/24\n");
        assertThat(values(Set.of(IndicatorKind.DOMAIN_NAME), objects)).isEqualTo("evil.example\n");
    }

    @Test
    void csvThatIsReadAgainGivesTheSameValues() throws Exception {
        List<StixObject> objects = csv("value,name,description\n1.2.3.4,\"a, \"\"b\"\"\",\"two\nlines\"\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            writer.accept(objects.get(0));
        }
        assertThat(csv(out.toString(StandardCharsets.UTF_8)))
                .singleElement()
                .satisfies(again ->
                        assertThat(again.bytes().text()).contains("\"a, \\\"b\\\"\"", "two\\nlines", "1.2.3.4"));
    }

    @Test
    void aSpreadsheetRunsNothingOfAnExport() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriter writer = new CsvWriter(out)) {
            writer.accept(csv("value,name\n1.2.3.4,=cmd|' /C calc'!A0\n").get(0));
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(",'=cmd|");
    }
}
