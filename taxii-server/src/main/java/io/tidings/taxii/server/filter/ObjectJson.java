package io.tidings.taxii.server.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;

/** Opens an object's bytes for reading. */
final class ObjectJson {
    // Safe for use by several threads; what it reads was checked on its way in.
    private static final JsonFactory FACTORY = new JsonFactory();

    private ObjectJson() {}

    interface Question {
        boolean ask(JsonParser parser) throws IOException;
    }

    /** The answer to {@code question}; no, if the bytes cannot be read. */
    static boolean ask(ByteSlice object, Question question) {
        try (JsonParser parser = FACTORY.createParser(object.array(), object.offset(), object.length())) {
            return question.ask(parser);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
