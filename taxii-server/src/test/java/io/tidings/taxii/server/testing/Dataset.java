package io.tidings.taxii.server.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The collection of §5.5 of the digest and its neighbours, as the project's example exchanges use them. */
public final class Dataset {
    public static final UUID WORKING_SET = UUID.fromString("3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11");
    public static final UUID PUBLISHED = UUID.fromString("8d0b5f6e-2a55-4d0f-8a31-5b1f6f0c7e22");
    public static final UUID DROP_BOX = UUID.fromString("c2a7e9d4-91b3-4f6a-a0c8-7e4d2b9f1a33");
    public static final UUID ANNOUNCED = UUID.fromString("e5b8c3f0-4d27-4b19-b6e4-1c9a8d7f0b44");
    public static final UUID HIDDEN = UUID.fromString("f0f0f0f0-1111-4222-8333-444455556666");

    public static final String INDICATOR = "indicator--0b6c2a54-93d1-4f3e-8c57-6a1e9d2f4b66";
    public static final String MALWARE = "malware--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77";
    public static final String ADDRESS = "ipv4-addr--12592121-be4c-5a93-a813-5a5af16e50db";

    private Dataset() {}

    /** Users {@code analyst} / {@code example-only} and {@code other} / {@code other-only}. */
    public static MemoryBackend backend() {
        MemoryBackend backend = new MemoryBackend(Clock.systemUTC())
                .user("analyst", "example-only")
                .user("other", "other-only");
        backend.collection(WORKING_SET, "Working set")
                .described("Read and write")
                .alias("analyst-set")
                .rights("analyst", "rwd")
                .rights("other", "r");
        backend.collection(PUBLISHED, "Published").rights("analyst", "r");
        backend.collection(DROP_BOX, "Drop box").rights("analyst", "w");
        backend.collection(ANNOUNCED, "Announced only").rights("analyst", "-");
        backend.collection(HIDDEN, "Hidden").rights("other", "rwd");
        put(backend, "10.000001", indicator("2024-01-01T00:00:00.000Z", 40));
        put(backend, "10.000002", malware());
        put(backend, "20.000000", indicator("2024-03-01T00:00:00.000Z", 80));
        put(
                backend,
                "30.000000",
                "{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\",\"id\":\"" + ADDRESS
                        + "\",\"value\":\"198.51.100.7\"}");
        put(backend, "40.000000", indicator("2024-02-01T00:00:00.000Z", 60));
        return backend;
    }

    private static void put(MemoryBackend backend, String seconds, String json) {
        backend.put(WORKING_SET, Instant.parse("2024-05-01T08:00:" + seconds + "Z"), json);
    }

    public static String malware() {
        return "{\"type\":\"malware\",\"spec_version\":\"2.1\",\"id\":\"" + MALWARE
                + "\",\"created_by_ref\":\"identity--9c8b7a6d-5e4f-4a3b-8c2d-1e0f9a8b7c99\","
                + "\"created\":\"2024-01-02T00:00:00.000Z\",\"modified\":\"2024-01-02T00:00:00.000Z\","
                + "\"name\":\"ExampleRAT\",\"is_family\":true,\"malware_types\":[\"remote-access-trojan\"]}";
    }

    public static String indicator(String modified, int confidence) {
        return "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"" + INDICATOR
                + "\",\"created_by_ref\":\"identity--9c8b7a6d-5e4f-4a3b-8c2d-1e0f9a8b7c99\","
                + "\"created\":\"2024-01-01T00:00:00.000Z\",\"modified\":\"" + modified + "\","
                + "\"name\":\"Beacon host\",\"indicator_types\":[\"malicious-activity\"],\"confidence\":" + confidence
                + ",\"pattern\":\"[ipv4-addr:value = '198.51.100.7']\",\"pattern_type\":\"stix\","
                + "\"valid_from\":\"2024-01-01T00:00:00Z\","
                + "\"object_marking_refs\":[\"marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da\"]}";
    }

    /** An object that no other has the id of; its number is written as no library would write it back. */
    public static String fresh(int number) {
        String uuid = String.format("00000000-0000-4000-8000-%012d", number);
        return "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--" + uuid
                + "\",\"created\":\"2024-04-01T00:00:00.000Z\",\"modified\":\"2024-04-01T00:00:00.000Z\","
                + "\"pattern\":\"[url:value = 'http://example.test/" + number
                + "']\",\"pattern_type\":\"stix\",\"valid_from\":\"2024-04-01T00:00:00Z\",\"x_score\":1.10e0}";
    }
}
