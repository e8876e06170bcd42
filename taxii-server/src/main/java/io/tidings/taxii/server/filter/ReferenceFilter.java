package io.tidings.taxii.server.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.query.PropertyFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * {@code match[relationships-all]}: passes objects that refer to one of some ids (§3.13.2.4).
 *
 * <p>A reference is a string under a name in {@code _ref} or in a list under a name in {@code _refs}, at any depth:
 * that covers custom objects too.
 */
final class ReferenceFilter implements PropertyFilter {
    private final String text;
    private final Set<String> ids;
    private final List<byte[]> idBytes;

    ReferenceFilter(String text, List<String> ids) {
        this.text = text;
        this.ids = Set.copyOf(ids);
        this.idBytes =
                this.ids.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Override
    public boolean matches(StixObject object) {
        return idBytes.stream().anyMatch(id -> ByteScan.mayContain(object.bytes(), id))
                && ObjectJson.ask(object.bytes(), this::anyReference);
    }

    private boolean anyReference(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.FIELD_NAME) {
                continue;
            }
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && name.endsWith("_ref") && ids.contains(parser.getText())
                    || value == JsonToken.START_ARRAY && name.endsWith("_refs") && anyElement(parser)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyElement(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING && ids.contains(parser.getText())) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public String text() {
        return text;
    }
}
