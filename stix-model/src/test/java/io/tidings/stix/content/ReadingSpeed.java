package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prints how fast content is read, in MB of 10^6 bytes a second of processor time; give it a bundle, or nothing. */
final class ReadingSpeed {
    private ReadingSpeed() {}

    private interface Work {
        long run() throws Exception;
    }

    public static void main(String[] files) throws Exception {
        byte[] text = files.length > 0 ? Files.readAllBytes(Path.of(files[0])) : indicators(600, "abc");
        byte[] chinese = indicators(600, "恶意软件指示器");
        for (int round = 0; round < 6; round++) {
            System.out.printf(
                    "array %4.0f  stream %4.0f  canonical %4.0f  chinese array %4.0f  MB/s%n",
                    speed(text, () -> drain(ContentReader.over(text, ContentBounds.standard()))),
                    speed(
                            text,
                            () -> drain(ContentReader.over(new ByteArrayInputStream(text), ContentBounds.standard()))),
                    speed(text, () -> CanonicalForm.of(ByteSlice.of(text)).length()),
                    speed(chinese, () -> drain(ContentReader.over(chinese, ContentBounds.standard()))));
        }
    }

    private static double speed(byte[] text, Work work) throws Exception {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int times = (int) Math.max(1, 200_000_000L / text.length);
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += work.run();
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was read");
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        return (double) text.length * times * 1_000 / nanos;
    }

    private static long drain(ContentReader reader) throws IOException, MalformedContentException {
        long count = 0;
        for (Optional<Element> element = reader.next(); element.isPresent(); element = reader.next()) {
            count++;
        }
        return count;
    }

    private static byte[] indicators(int length, String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"objects\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 10_000; i++) {
            String head =
                    "%s{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--8e2e2d2b-17d4-4cbf-938f-%012x\","
                                    .formatted(i == 0 ? "" : ",", i)
                            + "\"created_by_ref\":\"identity--f431f809-377b-45e0-aa1c-6a4751cae5ff\","
                            + "\"created\":\"2016-04-06T20:03:48.000Z\",\"modified\":\"2016-04-06T20:03:48.000Z\","
                            + "\"indicator_types\":[\"malicious-activity\"],\"pattern_type\":\"stix\","
                            + "\"valid_from\":\"2016-01-01T00:00:00Z\",\"pattern\":\"[url:value = 'http://x4z9arb.cn/4712/']\","
                            + "\"description\":\"";
            out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(words.repeat(Math.max(1, (length - head.length()) / words.length()))
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
