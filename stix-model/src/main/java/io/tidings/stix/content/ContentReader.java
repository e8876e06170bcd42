package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tidings.stix.bytes.ByteSlice;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a TAXII envelope or a STIX bundle once, front to back, and hands out its objects as the bytes received.
 *
 * <p>Holds one object at a time, however long the whole is. Not safe for use by several threads.
 */
public final class ContentReader implements Closeable {
    private final JsonParser parser;
    private final Source source;
    private final HeadReader heads;
    private final ContentBounds bounds;

    private Optional<String> type = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> next = Optional.empty();
    private boolean more;
    private boolean hasObjects;
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        OUTSIDE_OBJECTS,
        IN_OBJECTS,
        AFTER
    }

    private ContentReader(JsonParser parser, Source source, ContentBounds bounds) {
        this.parser = parser;
        this.source = source;
        this.bounds = bounds;
        this.heads = new HeadReader();
    }

    /** Reads {@code body} without copying it: the objects are slices of it. */
    public static ContentReader over(byte[] body, ContentBounds bounds) throws IOException {
        return new ContentReader(factory(bounds).createParser(body, 0, body.length), new ArraySource(body), bounds);
    }

    /** Reads {@code body} as it arrives; closing the reader closes it. */
    public static ContentReader over(InputStream body, ContentBounds bounds) throws IOException {
        WindowSource window = new WindowSource(body, bounds.maxObjectBytes());
        return new ContentReader(factory(bounds).createParser(window), window, bounds);
    }

    /**
     * The next element of {@code objects}, or empty after the last.
     *
     * @throws MalformedContentException if the whole cannot be read; nothing read so far counts
     * @throws IOException if the underlying stream fails
     */
    public Optional<Element> next() throws IOException, MalformedContentException {
        try {
            return advance();
        } catch (StreamConstraintsException tooMuch) {
            throw malformed("beyond a bound: " + tooMuch.getOriginalMessage(), tooMuch);
        } catch (StreamReadException notJson) {
            throw malformed("not well-formed JSON (RFC 8259, I-JSON): " + notJson.getOriginalMessage(), notJson);
        }
    }

    /** What stands around the objects; complete once {@link #next()} has returned empty. */
    public Wrapper wrapper() {
        return new Wrapper(type, id, more, next, hasObjects);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private Optional<Element> advance() throws IOException, MalformedContentException {
        if (state == State.BEFORE) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedContentException(
                        "an envelope is a JSON object (TAXII 2.1 §3.7)",
                        parser.currentTokenLocation().getByteOffset());
            }
            state = State.OUTSIDE_OBJECTS;
        }
        while (state != State.AFTER) {
            if (state == State.IN_OBJECTS) {
                JsonToken token = parser.nextToken();
                if (token != JsonToken.END_ARRAY) {
                    return Optional.of(element(token));
                }
                state = State.OUTSIDE_OBJECTS;
            }
            readOutside();
        }
        return Optional.empty();
    }

    private void readOutside() throws IOException, MalformedContentException {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_OBJECT) {
                if (parser.nextToken() != null) {
                    throw new MalformedContentException(
                            "there is something after the end of the JSON object",
                            parser.currentTokenLocation().getByteOffset());
                }
                state = State.AFTER;
                return;
            }
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "objects" -> {
                    if (value != JsonToken.START_ARRAY) {
                        throw new MalformedContentException(
                                "\"objects\" is a list of STIX objects (TAXII 2.1 §3.7)",
                                parser.currentTokenLocation().getByteOffset());
                    }
                    hasObjects = true;
                    state = State.IN_OBJECTS;
                    return;
                }
                case "type" -> type = scalarText(value);
                case "id" -> id = scalarText(value);
                case "next" -> next = scalarText(value);
                case "more" -> {
                    more = value == JsonToken.VALUE_TRUE;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    private Optional<String> scalarText(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
            return Optional.of(parser.getText());
        }
        parser.skipChildren();
        return Optional.empty();
    }

    private Element element(JsonToken token) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        source.keepFrom(start);
        HeadReader.Result result = heads.read(parser, token);
        long end = parser.currentLocation().getByteOffset();
        if (end - start > bounds.maxObjectBytes()) {
            return new Element.Faulty(
                    ByteSlice.empty(),
                    result.idText(),
                    result.versionText(),
                    "the object is longer than " + bounds.maxObjectBytes() + " bytes");
        }
        return result.toElement(source.slice(start, end));
    }

    private MalformedContentException malformed(String message, JsonProcessingException cause) {
        long at = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
        MalformedContentException malformed = new MalformedContentException(message, at);
        malformed.initCause(cause);
        return malformed;
    }

    private static JsonFactory factory(ContentBounds bounds) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(bounds.maxDepth() + 2)
                        .maxStringLength(bounds.maxStringLength())
                        .maxNameLength(bounds.maxNameLength())
                        .maxNumberLength(bounds.maxNumberLength())
                        .build())
                .build();
    }

    /** Where the bytes behind the parser's offsets are found again. */
    private interface Source {
        /** Bytes before {@code position} are no longer needed. */
        void keepFrom(long position);

        ByteSlice slice(long from, long to) throws IOException;
    }

    private record ArraySource(byte[] body) implements Source {
        @Override
        public void keepFrom(long position) {}

        @Override
        public ByteSlice slice(long from, long to) throws JsonParseException {
            // Jackson reads UTF-16 and UTF-32 too, and then has no byte offsets.
            if (from < 0 || to < 0) {
                throw new JsonParseException(null, "the text is not UTF-8");
            }
            return ByteSlice.of(body, (int) from, (int) (to - from));
        }
    }

    /** Passes a stream on while keeping what was read since {@link #keepFrom}. */
    private static final class WindowSource extends InputStream implements Source {
        private final InputStream in;
        private final int maxKept;
        private byte[] kept = new byte[1 << 16];
        private long keptFrom;
        private int keptLength;
        private boolean overflown;

        WindowSource(InputStream in, int maxObjectBytes) {
            this.in = in;
            this.maxKept = maxObjectBytes + (1 << 16);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count > 0) {
                keep(into, offset, count);
            }
            return count;
        }

        private void keep(byte[] from, int offset, int count) {
            if (keptLength + count > maxKept) {
                // An object beyond its bound: forget it, keep counting.
                overflown = true;
                keptFrom += keptLength + (long) count;
                keptLength = 0;
                return;
            }
            if (keptLength + count > kept.length) {
                kept = java.util.Arrays.copyOf(kept, Math.max(keptLength + count, kept.length * 2));
            }
            System.arraycopy(from, offset, kept, keptLength, count);
            keptLength += count;
        }

        @Override
        public void keepFrom(long position) {
            if (position < keptFrom) {
                return;
            }
            int drop = (int) Math.min(position - keptFrom, keptLength);
            System.arraycopy(kept, drop, kept, 0, keptLength - drop);
            keptFrom += drop;
            keptLength -= drop;
            overflown = false;
        }

        @Override
        public ByteSlice slice(long from, long to) throws JsonParseException {
            if (from < keptFrom || to < from) {
                throw new JsonParseException(null, overflown ? "an object beyond its bound" : "the text is not UTF-8");
            }
            int start = (int) (from - keptFrom);
            return ByteSlice.of(java.util.Arrays.copyOfRange(kept, start, start + (int) (to - from)));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
