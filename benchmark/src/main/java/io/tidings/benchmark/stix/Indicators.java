package io.tidings.benchmark.stix;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes indicators as feeds have them, of one length and of seven kinds of pattern in turn; the same for the same seed. */
public final class Indicators {
    private static final String FILLING =
            "Seen as the endpoint of beacons with a fixed interval and a certificate made in Zürich. ";
    private static final String OPEN =
            "{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":[\n";

    private final Random random;
    private final int bytes;

    /** @param bytes about how long an indicator is, 600 or more */
    public Indicators(long seed, int bytes) {
        this.random = new Random(seed);
        this.bytes = bytes;
    }

    /** The next indicator as JSON. */
    public String next() {
        UUID uuid = new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
        String time = "2026-%02d-%02dT%02d:%02d:%02d.%03dZ"
                .formatted(
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1_000));
        String head = "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--" + uuid
                + "\",\"created_by_ref\":\"identity--7c6b1f0c-5f0e-4a59-9f5e-0d1d2a7c9b11\",\"created\":\"" + time
                + "\",\"modified\":\"" + time + "\",\"name\":\"Command and control\",\"description\":\"";
        String tail = "\",\"indicator_types\":[\"malicious-activity\"],\"pattern\":\"" + pattern()
                + "\",\"pattern_type\":\"stix\",\"valid_from\":\"" + time + "\",\"object_marking_refs\":"
                + "[\"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb\"]}";
        StringBuilder text = new StringBuilder(bytes + FILLING.length()).append(head);
        while (text.length() + tail.length() < bytes) {
            text.append(FILLING, 0, Math.min(FILLING.length(), bytes - text.length() - tail.length()));
        }
        return text.append(tail).toString();
    }

    private String pattern() {
        return switch (random.nextInt(7)) {
            case 0 -> "[ipv4-addr:value = '198.51." + random.nextInt(256) + "." + random.nextInt(256) + "']";
            case 1 -> "[ipv6-addr:value = '2001:db8:" + hex(1) + "::" + hex(1) + "']";
            case 2 -> "[domain-name:value = 'c2-" + hex(4) + ".example']";
            case 3 -> "[url:value = 'http://" + hex(2) + ".example/" + hex(4) + "']";
            case 4 -> "[file:hashes.'SHA-256' = '" + hex(16) + "']";
            case 5 -> "[file:hashes.MD5 = '" + hex(8) + "' OR file:name = '" + hex(2) + ".exe']";
            default ->
                "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '198.51."
                        + random.nextInt(256) + "." + random.nextInt(256) + "' AND network-traffic:dst_port = "
                        + random.nextInt(65_536) + "]";
        };
    }

    private String hex(int groups) {
        StringBuilder text = new StringBuilder(groups * 4);
        for (int i = 0; i < groups; i++) {
            text.append("%04x".formatted(random.nextInt(1 << 16)));
        }
        return text.toString();
    }

    /** {@code count} indicators, read. */
    List<StixObject> objects(int count) throws MalformedContentException {
        List<StixObject> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Element element = ObjectReader.read(ByteSlice.ofText(next()), ContentBounds.standard());
            if (!(element instanceof Element.Sound sound)) {
                throw new IllegalStateException("not as STIX has it: " + element);
            }
            objects.add(sound.object());
        }
        return objects;
    }

    /** Writes a bundle of {@code count} indicators, one a line. */
    public void writeBundle(OutputStream out, int count) throws IOException {
        out.write(OPEN.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < count; i++) {
            out.write((next() + (i < count - 1 ? ",\n" : "\n")).getBytes(StandardCharsets.UTF_8));
        }
        out.write("]}\n".getBytes(StandardCharsets.UTF_8));
    }
}
