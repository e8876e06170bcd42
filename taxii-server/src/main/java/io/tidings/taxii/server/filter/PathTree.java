package io.tidings.taxii.server.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several paths as one tree, so that one pass over an object tries them all. Unchanged once built. */
final class PathTree {
    private static final String ELEMENT = "[]";

    private final Map<String, PathTree> children = new HashMap<>();
    private boolean leaf;

    /** What is asked of a value at the end of a path; the parser stands on it. */
    interface ValueTest {
        boolean passes(JsonParser parser, JsonToken token) throws IOException;
    }

    void add(String path) {
        PathTree node = this;
        for (String step : path.replace(ELEMENT, "." + ELEMENT).split("\\.")) {
            node = node.children.computeIfAbsent(step, name -> new PathTree());
        }
        node.leaf = true;
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    /** Whether a value at the end of a path passes; the parser stands on the object's opening brace. */
    boolean anyInObject(JsonParser parser, ValueTest test) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            @Nullable PathTree child = children.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else if (child.anyInValue(parser, token, test)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyInValue(JsonParser parser, JsonToken token, ValueTest test) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return anyInObject(parser, test);
        }
        if (token == JsonToken.START_ARRAY) {
            return anyInList(parser, test);
        }
        return leaf && test.passes(parser, token);
    }

    private boolean anyInList(JsonParser parser, ValueTest test) throws IOException {
        @Nullable PathTree element = children.get(ELEMENT);
        if (element == null) {
            parser.skipChildren();
            return false;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (element.anyInValue(parser, token, test)) {
                return true;
            }
        }
        return false;
    }
}
