package io.tidings.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Makes envelopes of indicators, each with an identifier and an address of its own. A template is copied and its
 * places filled in, so that making costs little beside what is measured. For one thread.
 */
final class Envelopes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPEN = "{\"objects\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "@@@@@@@@-@@@@-4@@@-8@@@-@@@@@@@@@@@@";
    private static final String ADDRESS = "@@@:@@@:@@@:@@@";

    private final Random random;
    private final byte[] template;
    private final int[] places;
    private final byte[] envelope;
    private final int objects;

    /**
     * @param objectBytes about how long an object is, 500 or more
     * @param objects in each envelope
     */
    Envelopes(Random random, int objectBytes, int objects) {
        this.random = random;
        this.objects = objects;
        this.template = template(objectBytes);
        this.places = places(template);
        this.envelope = new byte[OPEN.length + objects * (template.length + 1) - 1 + CLOSE.length];
    }

    private static byte[] template(int objectBytes) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String head = "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--" + ID + "\","
                + "\"created_by_ref\":\"identity--7c6b1f0c-5f0e-4a59-9f5e-0d1d2a7c9b11\",\"created\":\"" + now
                + "\",\"modified\":\"" + now + "\",\"name\":\"Command and control address\",\"description\":\"";
        String tail = "\",\"indicator_types\":[\"malicious-activity\"],"
                + "\"pattern\":\"[ipv6-addr:value = '2001:db8:" + ADDRESS + "']\","
                + "\"pattern_type\":\"stix\",\"valid_from\":\"" + now + "\",\"object_marking_refs\":"
                + "[\"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb\"]}";
        String filling = "Seen as the endpoint of beacons with a fixed interval and a self-signed certificate. ";
        var text = new StringBuilder(head);
        while (text.length() + tail.length() < objectBytes) {
            text.append(filling, 0, Math.min(filling.length(), objectBytes - text.length() - tail.length()));
        }
        return text.append(tail).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int[] places(byte[] template) {
        int[] found = new int[template.length];
        int count = 0;
        for (int i = 0; i < template.length; i++) {
            if (template[i] == '@') {
                found[count++] = i;
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }

    /** The next envelope, in a buffer that is used again for the one after. */
    byte[] next() {
        int at = OPEN.length;
        System.arraycopy(OPEN, 0, envelope, 0, at);
        for (int i = 0; i < objects; i++) {
            if (i > 0) {
                envelope[at++] = ',';
            }
            System.arraycopy(template, 0, envelope, at, template.length);
            long bits = 0;
            for (int place = 0; place < places.length; place++) {
                bits = place % 16 == 0 ? random.nextLong() : bits >>> 4;
                envelope[at + places[place]] = HEX[(int) bits & 15];
            }
            at += template.length;
        }
        System.arraycopy(CLOSE, 0, envelope, at, CLOSE.length);
        return envelope;
    }

    int objectBytes() {
        return template.length;
    }
}
