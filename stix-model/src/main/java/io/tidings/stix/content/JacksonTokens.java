package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of any JSON text.
 *
 * <p>What goes beyond a bound is noted and passed over, so that it harms only the element it stands in. Far
 * beyond, where reading on would cost too much, the whole text is refused by the limits of {@link #JSON}.
 */
final class JacksonTokens implements Tokens, Closeable {
    /** What stands before the elements: levels and tokens for the parser to be in the place where it takes over. */
    private static final byte[] BEFORE_FIRST = "{\"objects\":[".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BEFORE_OTHERS = "{\"objects\":[{}".getBytes(StandardCharsets.US_ASCII);

    // One for all: it holds the table of known names, which is half of the speed. Bytes are taken for UTF-8 without
    // a guess: of UTF-16 there would be no byte offsets.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;
    private final long base;
    private final ContentBounds bounds;
    private final SeenNames names = new SeenNames();
    private final SharedIds ids;
    /** Of the arrays and objects around, the number of the object, or 0 for an array. */
    private int[] around = new int[64];

    private int depth;
    private String fault = "";

    private JacksonTokens(JsonParser parser, long base, SharedIds ids, ContentBounds bounds) {
        this.parser = parser;
        this.base = base;
        this.ids = ids;
        this.bounds = bounds;
    }

    /** Over a range of {@code bytes}; positions count from the beginning of the array. */
    static JacksonTokens over(byte[] bytes, int offset, int length, ContentBounds bounds) throws IOException {
        return new JacksonTokens(JSON.createParser(bytes, offset, length), offset, new SharedIds(), bounds);
    }

    /** Over a stream whose first byte has the position {@code base}. */
    static JacksonTokens over(InputStream stream, long base, ContentBounds bounds) throws IOException {
        return new JacksonTokens(JSON.createParser(stream), base, new SharedIds(), bounds);
    }

    /**
     * Over the rest of a text, from a place inside {@code objects}: {@link #nextOutside} says what comes there.
     *
     * @param position where that is
     * @param first whether no element came before
     */
    static JacksonTokens inObjects(InputStream rest, long position, boolean first, SharedIds ids, ContentBounds bounds)
            throws IOException {
        byte[] before = first ? BEFORE_FIRST : BEFORE_OTHERS;
        JsonParser parser = JSON.createParser(new SequenceInputStream(new ByteArrayInputStream(before), rest));
        while (parser.nextToken() != (first ? JsonToken.START_ARRAY : JsonToken.END_OBJECT)) {}
        return new JacksonTokens(parser, position - before.length, ids, bounds);
    }

    @Override
    public void begin(JsonToken first) throws IOException {
        names.clear();
        depth = 0;
        fault = "";
        note(first);
    }

    @Override
    public JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        note(token);
        return token;
    }

    /** The next token around the elements, not watched; null at the end of the text. */
    @Nullable
    JsonToken nextOutside() throws IOException {
        return parser.nextToken();
    }

    @Override
    public void skip(JsonToken token) throws IOException {
        if (!token.isStructStart()) {
            return;
        }
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    @Override
    public String name() throws IOException {
        return parser.currentName();
    }

    @Override
    public String text() throws IOException {
        String text = parser.getText();
        if (text.length() > bounds.maxStringLength()) {
            fault("a string is longer than " + bounds.maxStringLength() + " characters");
        }
        return text;
    }

    @Override
    public void finish() throws IOException {
        parser.finishToken();
    }

    @Override
    public SharedIds ids() {
        return ids;
    }

    /** The position that the parser counts from. */
    long base() {
        return base;
    }

    /** Of the first byte of this token. */
    long start() {
        return base + parser.currentTokenLocation().getByteOffset();
    }

    /** Of the first byte behind this token. */
    long end() {
        return base + parser.currentLocation().getByteOffset();
    }

    @Override
    public Optional<String> fault() {
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
