package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import io.tidings.stix.scan.UnusualJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads the head of one object from its bytes, as a store or a file gives them. Safe for use by several threads. */
public final class ObjectReader {
    private ObjectReader() {}

    /**
     * The one object that {@code json} spells; its bytes are a slice of the same array, from brace to brace.
     *
     * @throws MalformedContentException if {@code json} is not exactly one JSON value in UTF-8, with white space
     *     around it or without
     */
    public static Element read(ByteSlice json, ContentBounds bounds) throws MalformedContentException {
        UnicodeCheck check = new UnicodeCheck();
        check.feed(json.array(), json.offset(), json.length());
        if (!check.end()) {
            throw new MalformedContentException(check.fault().orElseThrow(), check.position());
        }
        Optional<Element> scanned = scanned(json, bounds);
        if (scanned.isPresent()) {
            return scanned.get();
        }
        try (JacksonTokens tokens = JacksonTokens.over(json.array(), json.offset(), json.length(), bounds)) {
            return read(tokens, json, bounds);
        } catch (JsonProcessingException notJson) {
            throw MalformedContentException.of(notJson, 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", impossible);
        }
    }

    /** Empty where that is for the other reader. */
    private static Optional<Element> scanned(ByteSlice json, ContentBounds bounds) {
        if (json.isEmpty() || json.at(0) != '{') {
            return Optional.empty();
        }
        int limit = json.offset() + json.length();
        ScannedTokens tokens = new ScannedTokens(new SharedIds(), bounds);
        try {
            HeadReader.Result result = tokens.read(json.array(), json.offset(), limit);
            return tokens.end() == limit && json.length() <= bounds.maxObjectBytes()
                    ? Optional.of(result.toElement(json))
                    : Optional.empty();
        } catch (UnusualJsonException unusual) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", impossible);
        }
    }

    private static Element read(JacksonTokens tokens, ByteSlice json, ContentBounds bounds)
            throws IOException, MalformedContentException {
        JsonToken first = tokens.nextOutside();
        if (first == null) {
            throw new MalformedContentException("there is no JSON value", json.length());
        }
        int start = (int) tokens.start() - json.offset();
        HeadReader.Result result = HeadReader.read(tokens, first);
        int end = (int) tokens.end() - json.offset();
        if (tokens.nextOutside() != null) {
            throw new MalformedContentException("there is something after the end of the JSON value", end);
        }
        return end - start > bounds.maxObjectBytes()
                ? result.tooLong(bounds.maxObjectBytes())
                : result.toElement(json.slice(start, end - start));
    }
}
