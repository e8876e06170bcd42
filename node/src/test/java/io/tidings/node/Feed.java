package io.tidings.node;

import io.tidings.node.intake.Content;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** STIX content for tests, the same for the same seed. */
final class Feed {
    static final String LIGHTHOUSE = "identity--8f1c2a9e-30b6-4a57-9a35-6a1d1d1f6d10";
    static final String GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    static final String AMBER = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    static final String AMBER_STRICT = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003";
    static final String RED = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    private final Random random;

    Feed(long seed) {
        this.random = new Random(seed);
    }

    String id() {
        long most = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long least = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return "indicator--" + new UUID(most, least);
    }

    static String indicator(String id, String modified, String marking) {
        return indicator(id, modified, marking, LIGHTHOUSE, "");
    }

    /** @param extra further members, each followed by a comma */
    static String indicator(String id, String modified, String marking, String creator, String extra) {
        return "{\"type\": \"indicator\", \"spec_version\": \"2.1\", \"id\": \"" + id + "\", " + extra
                + "\"created_by_ref\": \"" + creator + "\", \"created\": \"2026-01-01T00:00:00.000Z\", \"modified\": \""
                + modified + "\", \"pattern\": \"[ipv4-addr:value = '192.0.2.1']\", \"pattern_type\": \"stix\","
                + " \"valid_from\": \"2026-01-01T00:00:00Z\", \"x_score\": 1.0, \"x_big\": 1e3, \"x_zero\": -0,"
                + " \"object_marking_refs\": [\"" + marking + "\"]}";
    }

    List<String> indicators(int count, String marking) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(indicator(id(), "2026-01-01T00:00:00.000Z", marking));
        }
        return all;
    }

    /** The id of an indicator in JSON. */
    static String idOf(String indicator) {
        int start = indicator.indexOf("indicator--");
        return indicator.substring(start, start + "indicator--".length() + 36);
    }

    static String envelope(List<String> objects) {
        return "{\"objects\": [" + String.join(", ", objects) + "]}";
    }

    static Content content(List<String> objects) {
        byte[] bytes = envelope(objects).getBytes(StandardCharsets.UTF_8);
        return () -> new ByteArrayInputStream(bytes);
    }
}
