package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TAXII envelope or a STIX bundle once, front to back, and hands out its objects as the bytes received.
 *
 * <p>Holds one object at a time, however long the whole is. What is wrong with one object harms only that one, as
 * long as it can be told where it ends; see {@link Element.Faulty}. Not safe for use by several threads.
 */
public final class ContentReader implements Closeable {
    private static final int MOST_PROPERTIES_AROUND = 1_000;

    private final Source source;
    private final ContentBounds bounds;
    private final Opening opening;
    private final long origin;
    private final Set<String> namesAround = new HashSet<>();

    private JacksonTokens tokens;
    /** Reads the objects as long as it can; then {@link #tokens} does, which reads all else. */
    private @Nullable ScannedElements scanned;

    private Optional<String> type = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> next = Optional.empty();
    private long elementStart = -1;
    private boolean more;
    private boolean hasObjects;
    private State state = State.BEFORE;
    private @Nullable MalformedContentException failure;

    private enum State {
        BEFORE,
        OUTSIDE_OBJECTS,
        IN_OBJECTS,
        AFTER
    }

    private ContentReader(JacksonTokens tokens, Source source, Opening opening, long origin, ContentBounds bounds) {
        this.origin = origin;
        this.tokens = tokens;
        this.source = source;
        this.opening = opening;
        this.bounds = bounds;
    }

    /** Reads {@code body} without copying it: the objects are slices of it. */
    public static ContentReader over(byte[] body, ContentBounds bounds) throws IOException {
        return over(ByteSlice.of(body), bounds);
    }

    /** Reads {@code body} without copying it: the objects are slices of the same array. */
    public static ContentReader over(ByteSlice body, ContentBounds bounds) throws IOException {
        Opening opening = Opening.of(body.array(), body.offset(), body.length());
        ByteSlice text = body.slice(opening.markLength(), body.length() - opening.markLength());
        return new ContentReader(
                JacksonTokens.over(text.array(), text.offset(), text.length(), bounds),
                new ArraySource(text),
                opening,
                body.offset(),
                bounds);
    }

    /**
     * Reads {@code body} as it arrives, its first bytes at once; closing the reader closes it.
     *
     * @throws IOException if the stream fails
     */
    public static ContentReader over(InputStream body, ContentBounds bounds) throws IOException {
        byte[] first = body.readNBytes(Opening.LENGTH);
        Opening opening = Opening.of(first, 0, first.length);
        int mark = opening.markLength();
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(first, mark, first.length - mark), body);
        StreamSource source = new StreamSource(text, mark, bounds.maxObjectBytes());
        return new ContentReader(JacksonTokens.over(source, mark, bounds), source, opening, 0, bounds);
    }

    /**
     * The next element of {@code objects}, or empty after the last.
     *
     * @throws MalformedContentException if the whole cannot be read; nothing read so far counts, and every further
     *     call throws it again
     * @throws IOException if the underlying stream fails
     */
    public Optional<Element> next() throws IOException, MalformedContentException {
        if (failure != null) {
            throw failure;
        }
        try {
            return advance();
        } catch (MalformedContentException malformed) {
            failure = malformed;
        } catch (NotUnicodeException notUnicode) {
            failure = new MalformedContentException(notUnicode.reason(), relative(notUnicode.position()));
        } catch (JsonProcessingException notJson) {
            failure = MalformedContentException.of(notJson, relative(tokens.base()));
        }
        throw failure;
    }

    /** What stands around the objects; complete once {@link #next()} has returned empty. */
    public Wrapper wrapper() {
        return new Wrapper(type, id, more, next, hasObjects);
    }

    /** Of the first byte of the element that {@link #next()} gave last, from 0; -1 before the first. */
    public long position() {
        return elementStart;
    }

    @Override
    public void close() throws IOException {
        tokens.close();
        source.close();
    }

    private Optional<Element> advance() throws IOException, MalformedContentException {
        if (state == State.BEFORE) {
            open();
        }
        while (state != State.AFTER) {
            if (state == State.IN_OBJECTS) {
                Optional<Element> element = scanned();
                if (element.isPresent()) {
                    return element;
                }
                JsonToken token = tokens.nextOutside();
                if (token != null && token != JsonToken.END_ARRAY) {
                    return Optional.of(element(token));
                }
                state = State.OUTSIDE_OBJECTS;
            }
            readOutside();
        }
        return Optional.empty();
    }

    private void open() throws IOException, MalformedContentException {
        if (opening.fault().isPresent()) {
            throw new MalformedContentException(opening.fault().get(), 0);
        }
        source.check();
        if (tokens.nextOutside() != JsonToken.START_OBJECT) {
            throw new MalformedContentException(
                    "an envelope or bundle is a JSON object, in braces (TAXII 2.1 §3.7)", relative(tokens.start()));
        }
        state = State.OUTSIDE_OBJECTS;
    }

    private void readOutside() throws IOException, MalformedContentException {
        while (state == State.OUTSIDE_OBJECTS) {
            JsonToken token = tokens.nextOutside();
            if (token == JsonToken.FIELD_NAME) {
                property(tokens.name());
            } else {
                end();
            }
        }
    }

    private void end() throws IOException, MalformedContentException {
        if (tokens.nextOutside() != null) {
            throw new MalformedContentException(
                    "there is something after the end of the JSON object", relative(tokens.start()));
        }
        source.checkEnd();
        state = State.AFTER;
    }

    private void property(String name) throws IOException, MalformedContentException {
        if (!namesAround.add(name)) {
            throw new MalformedContentException(
                    "the name \"" + name + "\" comes twice in one object", relative(tokens.start()));
        }
        if (namesAround.size() > MOST_PROPERTIES_AROUND) {
            throw new MalformedContentException(
                    "there are more than " + MOST_PROPERTIES_AROUND + " properties around the objects",
                    relative(tokens.start()));
        }
        JsonToken value = tokens.nextOutside();
        if (value == null) {
            throw new MalformedContentException("the text breaks off", relative(tokens.end()));
        }
        switch (name) {
            case "objects" -> objects(value);
            case "type" -> type = scalarText(value);
            case "id" -> id = scalarText(value);
            case "next" -> next = scalarText(value);
            case "more" -> {
                more = value == JsonToken.VALUE_TRUE;
                skip(value);
            }
            default -> skip(value);
        }
    }

    // Some servers send null where they have none; the STIX and TAXII texts leave the property out.
    private void objects(JsonToken value) throws MalformedContentException {
        if (value == JsonToken.START_ARRAY) {
            hasObjects = true;
            scanned = new ScannedElements(source, tokens.end(), tokens.ids(), bounds);
            state = State.IN_OBJECTS;
        } else if (value != JsonToken.VALUE_NULL) {
            throw new MalformedContentException(
                    "\"objects\" is a list of STIX objects (TAXII 2.1 §3.7)", relative(tokens.start()));
        }
    }

    private Optional<String> scalarText(JsonToken value) throws IOException, MalformedContentException {
        tokens.begin(value);
        if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
            String text = tokens.text();
            if (tokens.fault().isPresent()) {
                throw new MalformedContentException(tokens.fault().get(), relative(tokens.start()));
            }
            return Optional.of(text);
        }
        tokens.skip(value);
        return Optional.empty();
    }

    private void skip(JsonToken value) throws IOException {
        tokens.begin(value);
        tokens.skip(value);
    }

    private Optional<Element> scanned() throws IOException {
        if (scanned == null) {
            return Optional.empty();
        }
        Optional<Element> element = scanned.next();
        elementStart = scanned.start() < 0 ? -1 : relative(scanned.start());
        if (element.isEmpty()) {
            long from = scanned.position();
            tokens.close();
            tokens = JacksonTokens.inObjects(source.from(from), from, scanned.start() < 0, tokens.ids(), bounds);
            scanned = null;
        }
        return element;
    }

    private Element element(JsonToken token) throws IOException {
        long start = tokens.start();
        elementStart = relative(start);
        source.keepFrom(start);
        HeadReader.Result result = HeadReader.read(tokens, token);
        long end = tokens.end();
        boolean tooLong = end - start > bounds.maxObjectBytes();
        Optional<ByteSlice> bytes = tooLong ? Optional.empty() : source.slice(start, end);
        source.release();
        if (tooLong) {
            return result.tooLong(bounds.maxObjectBytes());
        }
        return result.toElement(bytes.orElseThrow());
    }

    /** A position in the array as one in what the caller gave. */
    private long relative(long position) {
        return position - origin;
    }
}
