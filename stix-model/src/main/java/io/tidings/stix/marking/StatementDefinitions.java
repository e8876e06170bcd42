package io.tidings.stix.marking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;

/** Marking definitions that are statements in words (STIX 2.1 §7.2.1.3). */
final class StatementDefinitions {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private StatementDefinitions() {}

    /** Whether it is a statement and no more: an extension may say something beside it that binds. */
    static boolean isOne(ByteSlice definition) {
        boolean statement = false;
        try (JsonParser parser = JSON.createParser(definition.array(), definition.offset(), definition.length())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("extensions")) {
                    return false;
                }
                statement |= name.equals("definition_type")
                        && value == JsonToken.VALUE_STRING
                        && parser.getText().equals("statement");
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            return false;
        }
        return statement;
    }
}
