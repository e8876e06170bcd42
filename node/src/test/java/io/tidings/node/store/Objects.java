package io.tidings.node.store;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Objects for the store's tests, built without a parser: what the head says, the bytes say too. */
final class Objects {
    static final StixId CREATOR = new StixId("identity--e5f1b90a-d9b6-40ab-81a9-8a29df4b6b65");
    static final StixId GREEN = new StixId("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb");

    private Objects() {}

    static StixId id(String type, Random random) {
        return new StixId(type + "--" + new UUID(random.nextLong(), random.nextLong()));
    }

    static StixId id(Random random) {
        return id("indicator", random);
    }

    /** An indicator of about 600 bytes. */
    static StixObject indicator(StixId id, String modified) {
        return indicator(id, modified, "10.0.0.1");
    }

    static StixObject indicator(StixId id, String modified, String address) {
        return of(head(id, SpecVersion.V2_1, modified), address);
    }

    static StixObject indicator(StixId id, Instant modified) {
        return indicator(id, StixTimestamp.of(modified).text());
    }

    static StixObject some(Random random) {
        return indicator(id(random), "2024-01-01T00:00:00.000Z");
    }

    static List<StixObject> some(Random random, int count) {
        return java.util.stream.Stream.generate(() -> some(random)).limit(count).toList();
    }

    static Head head(StixId id, SpecVersion spec, String modified) {
        return new Head(
                id,
                spec,
                Optional.of(StixTimestamp.of("2020-01-01T00:00:00.000Z")),
                Optional.of(StixTimestamp.of(modified)),
                Optional.of(CREATOR),
                false,
                List.of(GREEN),
                List.of(),
                List.of("malicious-activity"));
    }

    static StixObject of(Head head, String text) {
        String filler = "The quick brown fox jumps over the lazy dog. ".repeat(4);
        String json = """
                {"type":"%s","spec_version":"%s","id":"%s","created":"%s","modified":"%s","created_by_ref":"%s",\
                "labels":["malicious-activity"],"object_marking_refs":["%s"],"description":"%s","pattern":"%s"}""".formatted(
                        head.type(),
                        head.specVersion(),
                        head.id(),
                        head.created().map(StixTimestamp::text).orElse(""),
                        head.modified().map(StixTimestamp::text).orElse(""),
                        head.createdByRef().map(StixId::value).orElse(""),
                        GREEN,
                        filler,
                        text);
        return new StixObject(ByteSlice.ofText(json), head);
    }

    /** An address as an SCO: no versions, no creator. */
    static StixObject address(StixId id, String value) {
        var head = new Head(
                id,
                SpecVersion.V2_1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of());
        String json =
                "{\"type\":\"ipv4-addr\",\"spec_version\":\"2.1\",\"id\":\"" + id + "\",\"value\":\"" + value + "\"}";
        return new StixObject(ByteSlice.ofText(json), head);
    }

    static StixObject withSize(StixId id, int bytes) {
        StixObject small = of(head(id, SpecVersion.V2_1, "2024-01-01T00:00:00.000Z"), "");
        String filler = "x".repeat(bytes - small.bytes().length());
        return of(small.head(), filler);
    }
}
