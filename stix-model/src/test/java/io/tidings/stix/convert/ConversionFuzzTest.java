package io.tidings.stix.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.list.CsvList;
import io.tidings.stix.convert.list.CsvMapping;
import io.tidings.stix.convert.list.ListOptions;
import io.tidings.stix.convert.list.PlainList;
import io.tidings.stix.convert.misp.MispEvents;
import io.tidings.stix.convert.misp.MispOptions;
import io.tidings.stix.convert.upgrade.BundleUpgrade;
import io.tidings.stix.testing.RandomJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any input is converted, or refused with the documented exception, within bounds of time and memory. */
class ConversionFuzzTest {
    private static final ListOptions LIST = ListOptions.of(Instant.parse("2026-03-02T10:00:00Z"));
    private static final List<Conversion> ALL = List.of(
            new PlainList(LIST),
            new CsvList(CsvMapping.byHeader(), LIST),
            new MispEvents(MispOptions.standard()),
            new BundleUpgrade(ContentBounds.standard()));
    /** In characters; a converter that went over all before for each would take minutes. */
    private static final int REPEATED = 1 << 18;

    private static final long MOST_NANOSECONDS = 5_000_000_000L;
    /** Of all that is made on the way, for a byte read. */
    private static final long MOST_BYTES_EACH = 3_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String LINES =
            "value,type\n1.2.3[.]4,ip\nhxxp://evil[.]com/\"a\",url\nxn--bcher-kva.example,,\n";
    private static final String BUNDLE = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"observed-data\","
            + "\"id\":\"observed-data--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f\",\"created\":\"2017-01-01T00:00:00.000Z\","
            + "\"modified\":\"2017-01-01T00:00:00.000Z\",\"objects\":{\"0\":{\"type\":\"file\",\"name\":\"a\","
            + "\"contains_refs\":[\"1\",\"0\"]},\"1\":{\"type\":\"process\",\"parent_ref\":\"0\"}}}]}";

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void damagedInputIsNeverASurprise(long seed) throws IOException {
        Random random = new Random(seed);
        for (String sound : List.of(LINES, BUNDLE, event())) {
            byte[] input = damaged(sound.getBytes(StandardCharsets.UTF_8), random);
            ALL.forEach(conversion -> convert(conversion, input));
        }
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void randomValuesInEventsAndContainersAreNeverASurprise(long seed) throws IOException {
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        for (String sound : List.of(BUNDLE, event())) {
            StringBuilder changed = new StringBuilder(sound);
            for (int i = 0; i < 8; i++) {
                int colon = changed.indexOf(":", random.nextInt(changed.length()));
                int end = colon < 0 ? -1 : changed.indexOf(",", colon);
                if (end > 0) {
                    changed.replace(colon + 1, end, json.value(3));
                }
            }
            byte[] input = changed.toString().getBytes(StandardCharsets.UTF_8);
            ALL.forEach(conversion -> convert(conversion, input));
        }
    }

    /** Each repeats what a converter looks at closely, nests it, or never closes it. */
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "[", "{\"a\":", "{\"Event\":", "{\"objects\":[{\"type\":", "\"", "\\", ",", "\n", "a,", "\"\n",
                        "\"\",\"", "[.]",
                "xn--", "hxxp://a[.]", "1.2.3.4 ", "::", "a@", "%25", "0", "-", "(", "\u0000", "\uFEFF", "é", "。"
            })
    void whatRepeatsWithoutEndTakesTimeAndMemoryInProportion(String part) {
        byte[] many = part.repeat(REPEATED / part.length()).getBytes(StandardCharsets.UTF_8);
        for (Conversion conversion : ALL) {
            long time = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            convert(conversion, many);
            assertThat(THREADS.getCurrentThreadCpuTime() - time).as("ns of CPU").isLessThan(MOST_NANOSECONDS);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MOST_BYTES_EACH * many.length);
        }
    }

    private static void convert(Conversion conversion, byte[] input) {
        try {
            assertThat(Converted.of(conversion, input).report()).isNotNull();
        } catch (MalformedContentException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    private static byte[] damaged(byte[] sound, Random random) {
        byte[] damaged = sound.clone();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int at = random.nextInt(damaged.length);
            damaged[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "\",:{}[]\\\n0|;.@%".charAt(random.nextInt(15));
        }
        return damaged;
    }

    private static String event() throws IOException {
        try (InputStream in = ConversionFuzzTest.class.getResourceAsStream("misp-event.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
