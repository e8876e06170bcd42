package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;

/** Looks for an object's type ahead of reading it: it decides on the table, and may stand anywhere. */
final class TypeScan {
    private static final int DEEPEST = 1_000;

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1 << 16)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private TypeScan() {}

    /** The text of {@code type} in the object that {@code json} spells; empty if it has none that is a string. */
    static String typeOf(ByteSlice json) throws IOException {
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = parser.currentName().equals("type");
                JsonToken value = parser.nextToken();
                if (isType) {
                    return value == JsonToken.VALUE_STRING ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return "";
        }
    }

    /** As {@link #typeOf}, of the object that has just begun in {@code pass}. */
    static String typeAt(Pass pass) throws IOException {
        int start = (int) pass.parser.currentTokenLocation().getByteOffset();
        return typeOf(pass.bytes.slice(start, pass.bytes.length() - start));
    }
}
