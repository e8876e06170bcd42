package io.tidings.taxii.client.testing;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import java.util.UUID;

/** STIX objects for tests, as text and as read. */
public final class TestObjects {
    private TestObjects() {}

    public static String id(int number) {
        return "indicator--" + new UUID(0x4000L | (long) number << 16, 0x8000000000000000L | number);
    }

    public static String indicator(int number) {
        return indicator(number, "2026-01-01T00:00:00.000Z");
    }

    public static String indicator(int number, String modified) {
        return "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"" + id(number)
                + "\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"" + modified
                + "\",\"x_number\":1.10}";
    }

    public static StixObject object(String json) {
        try (ContentReader reader = ContentReader.over(
                ByteSlice.ofText("{\"objects\":[" + json + "]}").toByteArray(), ContentBounds.standard())) {
            return ((Element.Sound) reader.next().orElseThrow()).object();
        } catch (Exception wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
