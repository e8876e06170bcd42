package io.tidings.taxii.client.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.taxii.client.failure.MalformedReplyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What stands around the list of a manifest or versions resource; the list itself was handed out while reading, so
 * that its length costs no memory.
 *
 * @param more whether the server has more; absent counts as false
 * @param next the cursor's text; not in the standard's tables, but sent
 */
public record PagedList(boolean more, Optional<String> next) {

    /** The form in which elements are objects, as in a manifest. */
    public static PagedList ofObjects(URI url, InputStream body, String name, ObjectSink sink) throws IOException {
        return read(url, body, name, element -> {
            if (element instanceof Map<?, ?> map) {
                sink.accept(ResourceObject.of(url, members(map)));
            }
        });
    }

    /** The form in which elements are texts, as in a versions resource. */
    public static PagedList ofTexts(URI url, InputStream body, String name, TextSink sink) throws IOException {
        return read(url, body, name, element -> {
            if (element instanceof String text) {
                sink.accept(text);
            }
        });
    }

    /** Takes an element that is an object. */
    public interface ObjectSink {
        void accept(ResourceObject element) throws IOException;
    }

    /** Takes an element that is a text. */
    public interface TextSink {
        void accept(String element) throws IOException;
    }

    /** Reads {@code body} to its end and closes it; each element of the list {@code name} goes to {@code sink}. */
    private static PagedList read(URI url, InputStream body, String name, Sink sink) throws IOException {
        return JsonParsers.read(url, body, parser -> {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedReplyException(url, "a TAXII resource is a JSON object", 0, null);
            }
            boolean more = false;
            Optional<String> next = Optional.empty();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                if (member.equals(name) && value == JsonToken.START_ARRAY) {
                    elements(parser, sink);
                } else if (member.equals("more")) {
                    more = value == JsonToken.VALUE_TRUE;
                    parser.skipChildren();
                } else if (member.equals("next") && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    next = Optional.of(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return new PagedList(more, next);
        });
    }

    private interface Sink {
        void accept(Object element) throws IOException;
    }

    private static Map<String, Object> members(Map<?, ?> map) {
        Map<String, Object> members = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> members.put((String) key, value));
        return members;
    }

    private static void elements(JsonParser parser, Sink sink) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_NULL) {
                sink.accept(JsonValues.read(parser));
            }
        }
    }
}
