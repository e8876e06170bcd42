package io.tidings.node.api.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object that was read. Members are asked for by name and kind; one that is missing or of another kind than the
 * method promises is a {@link WireException}, unless the method returns an {@code Optional}.
 */
public final class JsonIn {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Object> members;

    private JsonIn(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws WireException if {@code text} is not one JSON object */
    public static JsonIn parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            if (value(parser) instanceof JsonIn object && parser.nextToken() == null) {
                return object;
            }
            throw new WireException("not a JSON object");
        } catch (JsonProcessingException e) {
            throw new WireException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new WireException("not readable: " + e.getMessage());
        }
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name, "a text"));
    }

    public Optional<String> optionalText(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name, "a whole number"));
    }

    public int integer(String name) {
        return Math.toIntExact(number(name));
    }

    public Optional<Long> optionalNumber(String name) {
        return members.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    public boolean flag(String name) {
        if (members.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw missing(name, "true or false");
    }

    public Optional<JsonIn> object(String name) {
        return members.get(name) instanceof JsonIn object ? Optional.of(object) : Optional.empty();
    }

    public <T> List<T> list(String name, JsonForm<T> form) {
        List<T> read = new ArrayList<>();
        for (Object item : items(name)) {
            if (!(item instanceof JsonIn object)) {
                throw missing(name, "a list of objects");
            }
            read.add(form.read(object));
        }
        return read;
    }

    public List<String> texts(String name) {
        return items(name).stream().map(String::valueOf).toList();
    }

    /** As {@link #texts}; none if it is absent. */
    public List<String> optionalTexts(String name) {
        return members.containsKey(name) ? texts(name) : List.of();
    }

    private List<?> items(String name) {
        if (members.get(name) instanceof List<?> list) {
            return list;
        }
        throw missing(name, "a list");
    }

    private static WireException missing(String name, String kind) {
        return new WireException("'" + name + "' is missing or not " + kind);
    }

    // Depth is bounded by the parser's own limit of nesting.
    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (parser.currentToken() != JsonToken.VALUE_NULL) { // as if it were not there, and no text "null"
                    members.put(name, value(parser));
                }
            }
            return new JsonIn(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        return token == null ? "" : parser.getText();
    }
}
