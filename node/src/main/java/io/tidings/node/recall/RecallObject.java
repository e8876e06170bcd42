package io.tidings.node.recall;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.release.Notices;
import io.tidings.node.release.Notices.Notice;
import io.tidings.node.seal.Statement;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.NameBasedIdentifiers;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A recall as it travels: a STIX object among the companions of a collection, so that any TAXII server can carry it. */
public final class RecallObject {
    /** Its type. */
    public static final String TYPE = Notices.TYPE;

    private static final String EXTENSION = "extension-definition--2a0f5c1e-6f61-5d0b-8f0e-5b7f2c9d1e44";
    private static final NameBasedIdentifiers IDS =
            new NameBasedIdentifiers(UUID.fromString("5d2c0a7b-9a3e-4c55-8d11-3f0c6b1e9a70"));
    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_STATEMENTS = 32;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(16 << 10)
                    .build())
            .build());

    private RecallObject() {}

    /** Whether an object is one by which a recall travels. */
    public static boolean isOne(StixObject object) {
        return object.type().equals(TYPE);
    }

    /**
     * @param added its place in the collection's log, microseconds since 1970
     * @param level the strictest of what is recalled
     */
    static Notice write(RecallStatement recall, List<String> statements, long added, Tlp level) {
        String at = Instant.EPOCH
                .plus(added, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        StixId id = IDS.of(TYPE, at + " " + String.join(" ", statements));
        object.put("type", TYPE)
                .put("spec_version", "2.1")
                .put("id", id.value())
                .put("created", at)
                .put("modified", at);
        object.putArray("object_marking_refs").add(marking(level));
        object.putObject("extensions").putObject(EXTENSION).put("extension_type", "new-sdo");
        object.put("recall", recall.id().toString());
        ArrayNode list = object.putArray("statements");
        statements.forEach(list::add);
        return new Notice(id, at, object.toString().getBytes(StandardCharsets.UTF_8), added);
    }

    /**
     * The statements in an object from a stranger.
     *
     * @throws IllegalArgumentException if it has another form, or is larger than any node writes it
     */
    static List<Statement> read(ByteSlice json) {
        if (json.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a recall of more than " + MOST_BYTES + " bytes");
        }
        try {
            JsonNode list =
                    JSON.readTree(json.array(), json.offset(), json.length()).path("statements");
            if (!list.isArray() || list.isEmpty() || list.size() > MOST_STATEMENTS) {
                throw new IllegalArgumentException("a recall has 1 to " + MOST_STATEMENTS + " statements");
            }
            List<Statement> statements = new ArrayList<>();
            for (JsonNode each : list) {
                statements.add(RecallStatement.parse(each.asText()));
            }
            return statements;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("a recall that cannot be read", malformed);
        }
    }

    private static String marking(Tlp level) {
        return "marking-definition--"
                + switch (level) {
                    case CLEAR -> "94868c89-83c2-464b-929b-a1a8aa3c8487";
                    case GREEN -> "bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
                    case AMBER -> "55d920b0-5e8b-4f79-9ee9-91f868d9b421";
                    case AMBER_STRICT -> "939a9414-2ddd-4d32-a0cd-375ea402b003";
                    case RED -> "e828b379-4e03-4974-9ac4-e53a884c97c1";
                };
    }
}
