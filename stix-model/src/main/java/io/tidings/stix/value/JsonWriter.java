package io.tidings.stix.value;

import io.tidings.stix.bytes.ByteSlice;
import java.util.Map;

/** Writes a value as compact JSON. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder(256);

    private JsonWriter() {}

    static ByteSlice write(JsonValue value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return ByteSlice.ofText(writer.out.toString());
    }

    private void value(JsonValue value) {
        if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof JsonList list) {
            list(list);
        } else if (value instanceof JsonString string) {
            string(string.text());
        } else {
            out.append(value); // numbers, booleans and null say themselves
        }
    }

    private void object(JsonObject object) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void list(JsonList list) {
        out.append('[');
        String separator = "";
        for (JsonValue item : list.items()) {
            out.append(separator);
            value(item);
            separator = ",";
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ') {
                out.append(c);
            } else {
                control(c);
            }
        }
        out.append('"');
    }

    private void control(char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
        }
    }
}
