package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text, watched for repeated names and for what goes beyond the bounds.
 *
 * <p>What goes beyond a bound is noted and passed over, so that it harms only the element it stands in. Far
 * beyond, where reading on would cost too much, the whole text is refused by the limits of {@link #JSON}.
 */
final class Tokens implements Closeable {
    /** However the bounds are set, nothing goes deeper. */
    static final int DEEPEST = 10_000;

    /** Of one element; more would make the watch for repeated names costly. */
    static final int MOST_NAMES = 200_000;

    // One for all: it holds the table of known names, which is half of the speed. Bytes are taken for UTF-8 without
    // a guess: of UTF-16 there would be no byte offsets.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(16 << 20)
                    .maxNameLength(1 << 16)
                    .maxNumberLength(1 << 16)
                    .build())
            .build();

    private final JsonParser parser;
    private final long base;
    private final ContentBounds bounds;
    private final SeenNames names = new SeenNames();
    private final SharedIds ids = new SharedIds();
    /** Of the arrays and objects around, the number of the object, or 0 for an array. */
    private int[] around = new int[64];

    private int depth;
    private String fault = "";

    private Tokens(JsonParser parser, long base, ContentBounds bounds) {
        this.parser = parser;
        this.base = base;
        this.bounds = bounds;
    }

    /** Over a range of {@code bytes}; positions count from the beginning of the array. */
    static Tokens over(byte[] bytes, int offset, int length, ContentBounds bounds) throws IOException {
        return new Tokens(JSON.createParser(bytes, offset, length), offset, bounds);
    }

    /** Over a stream whose first byte has the position {@code base}. */
    static Tokens over(InputStream stream, long base, ContentBounds bounds) throws IOException {
        return new Tokens(JSON.createParser(stream), base, bounds);
    }

    /** Begins a further element at {@code first}, its first token: no name seen, no fault, depth counted from it. */
    void begin(JsonToken first) throws IOException {
        names.clear();
        depth = 0;
        fault = "";
        note(first);
    }

    /** The next token; the caller knows that there must be one. */
    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        note(token);
        return token;
    }

    /** The next token around the elements, not watched; null at the end of the text. */
    @Nullable
    JsonToken nextOutside() throws IOException {
        return parser.nextToken();
    }

    /** Passes over the rest of the value that {@code token} begins. */
    void skip(JsonToken token) throws IOException {
        if (!token.isStructStart()) {
            return;
        }
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    String name() throws IOException {
        return parser.currentName();
    }

    /** The text of a string or number. */
    String text() throws IOException {
        String text = parser.getText();
        if (text.length() > bounds.maxStringLength()) {
            fault("a string is longer than " + bounds.maxStringLength() + " characters");
        }
        return text;
    }

    /** Reads a string to its end, where its value is not wanted but {@link #end()} is. */
    void finish() throws IOException {
        parser.finishToken();
    }

    /** Of all elements of this text. */
    SharedIds ids() {
        return ids;
    }

    /** Of the first byte of this token. */
    long start() {
        return base + parser.currentTokenLocation().getByteOffset();
    }

    /** Of the first byte behind this token. */
    long end() {
        return base + parser.currentLocation().getByteOffset();
    }

    /** Why the element goes beyond a bound, in words for the sender; empty if it does not. */
    Optional<String> fault() {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void note(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> enter(names.newObject());
            case START_ARRAY -> enter(0);
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> noteName(parser.currentName());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (parser.getTextLength() > bounds.maxNumberLength()) {
                    fault("a number is longer than " + bounds.maxNumberLength() + " characters");
                }
            }
            default -> {}
        }
    }

    private void enter(int object) {
        if (depth == around.length) {
            around = Arrays.copyOf(around, depth * 2);
        }
        around[depth++] = object;
        if (depth > bounds.maxDepth()) {
            fault("arrays and objects are nested deeper than " + bounds.maxDepth() + " levels");
        }
    }

    private void noteName(String name) throws IOException {
        if (name.length() > bounds.maxNameLength()) {
            fault("a property name is longer than " + bounds.maxNameLength() + " characters");
        } else if (names.count() >= MOST_NAMES) {
            fault("there are more than " + MOST_NAMES + " properties");
        } else if (!names.add(around[depth - 1], name)) {
            throw new JsonParseException(parser, "the name \"" + name + "\" comes twice in one object");
        }
    }

    /** Keeps the first: later ones usually follow from it. */
    private void fault(String reason) {
        if (fault.isEmpty()) {
            fault = reason;
        }
    }
}
