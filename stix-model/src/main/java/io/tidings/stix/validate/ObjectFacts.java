package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Single properties of an object, and a number for its content; what cannot be read is as if it were not there. */
final class ObjectFacts {
    private ObjectFacts() {}

    /** The text of a string that the object itself has. */
    static Optional<String> text(ByteSlice object, String name) {
        return scalar(object, name, JsonToken.VALUE_STRING);
    }

    static Optional<Boolean> isFamily(ByteSlice malware) {
        return scalar(malware, "is_family", JsonToken.VALUE_TRUE)
                .or(() -> scalar(malware, "is_family", JsonToken.VALUE_FALSE))
                .map(Boolean::valueOf);
    }

    private static Optional<String> scalar(ByteSlice object, String name, JsonToken kind) {
        try (JsonParser parser = TypeScan.JSON.createParser(object.array(), object.offset(), object.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == kind ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException faulty) {
            return Optional.empty();
        }
    }

    /** The same for the same content, in whatever order and with whatever white space. */
    static long content(ByteSlice object) {
        try {
            return ByteBuffer.wrap(CanonicalForm.sha256(object)).getLong();
        } catch (IllegalArgumentException beyondDouble) {
            return object.hashCode();
        }
    }
}
