package io.tidings.taxii.client.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.tidings.taxii.client.failure.MalformedReplyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Parsers with the bounds of a TAXII resource, and their failures in our words. */
final class JsonParsers {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private JsonParsers() {}

    /** Reads with {@code work}; the parser is closed, and with it {@code body}. */
    static <T> T read(URI url, InputStream body, Work<T> work) throws IOException {
        try (JsonParser parser = FACTORY.createParser(body)) {
            return work.read(parser);
        } catch (StreamConstraintsException tooMuch) {
            throw new MalformedReplyException(
                    url, "beyond a bound: " + tooMuch.getOriginalMessage(), at(tooMuch), tooMuch);
        } catch (StreamReadException notJson) {
            throw new MalformedReplyException(
                    url, "not well-formed JSON: " + notJson.getOriginalMessage(), at(notJson), notJson);
        }
    }

    interface Work<T> {
        T read(JsonParser parser) throws IOException;
    }

    private static long at(StreamReadException failure) {
        return failure.getLocation() == null ? -1 : failure.getLocation().getByteOffset();
    }

    private static long at(StreamConstraintsException failure) {
        return failure.getLocation() == null ? -1 : failure.getLocation().getByteOffset();
    }
}
