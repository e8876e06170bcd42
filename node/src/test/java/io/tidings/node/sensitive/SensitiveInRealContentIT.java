package io.tidings.node.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Knowledge that MITRE publishes names no person and nobody's network; what is found there is a mistake of ours. */
class SensitiveInRealContentIT {
    private static final int ROUNDS = 20;

    private final SensitiveCheck check = new SensitiveCheck(SensitiveRules.DEFAULT);

    @Test
    void attackHasNoFindingsButExamplesOfPrivateAddresses() throws Exception {
        int examples = 0;
        for (String file : List.of("ics-attack-18.1.json.gz", "mobile-attack-17.1.json.gz")) {
            List<StixObject> objects = objects(shared("data/attack/" + file));
            for (StixObject object : objects) {
                for (SensitiveFinding finding : check.findings(object)) {
                    assertThat(finding.kind())
                            .as("%s %s", object.id(), finding)
                            .isEqualTo(SensitiveKind.INTERNAL_ADDRESS);
                    examples++;
                }
            }
        }
        assertThat(examples).isLessThan(10);
    }

    /** Bounded by the processor's time, generously: measured are 1.5 microseconds. */
    @Test
    void anObjectWithoutFindingsCostsLittleMoreThanReadingItsBytes() throws Exception {
        List<StixObject> objects = objects(shared("data/attack/ics-attack-18.1.json.gz")).stream()
                .filter(object -> check.findings(object).isEmpty())
                .toList();
        long bytes =
                objects.stream().mapToLong(object -> object.bytes().length()).sum();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long findings = 0;
            for (StixObject object : objects) {
                findings += check.findings(object).size();
            }
            assertThat(findings).isZero();
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
            best = Math.min(best, spent / (bytes / 600.0));
        }
        assertThat(best).as("nanoseconds for 600 bytes").isLessThan(6_000);
    }

    private static List<StixObject> objects(Path file) throws Exception {
        List<StixObject> objects = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                ContentReader reader = ContentReader.over(in, ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                if (e.get() instanceof Element.Sound sound) {
                    objects.add(sound.object());
                }
            }
        }
        return objects;
    }

    private static Path shared(String name) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: no shared/" + name + " beside the project"));
    }
}
