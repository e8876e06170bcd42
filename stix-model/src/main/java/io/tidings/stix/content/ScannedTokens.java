package io.tidings.stix.content;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.scan.JsonScanner;
import io.tidings.stix.scan.UnusualJsonException;
import java.io.IOException;
import java.util.Optional;

/**
 * The tokens of an element that is as nearly all are; what is beyond a bound, or out of the ordinary in another way, ends
 * them with {@link UnusualJsonException}.
 */
final class ScannedTokens implements Tokens {
    private final JsonScanner scanner;
    private final int maxStringLength;
    private final SharedIds ids;

    ScannedTokens(SharedIds ids, ContentBounds bounds) {
        this.ids = ids;
        // In bytes, of which there are no fewer than characters.
        this.scanner = new JsonScanner(
                // The whole text's two levels stand around an element.
                Math.min(bounds.maxDepth(), DEEPEST - 2),
                Math.min(bounds.maxNameLength(), LONGEST_NAME),
                Math.min(bounds.maxNumberLength(), LONGEST_NUMBER),
                true);
        this.maxStringLength = Math.min(bounds.maxStringLength(), LONGEST_STRING);
    }

    /**
     * Reads the object whose brace is at {@code from}.
     *
     * @param limit of the bytes that may be looked at
     * @throws UnusualJsonException if it is for another reader to read, or does not end before {@code limit}
     */
    HeadReader.Result read(byte[] bytes, int from, int limit) throws IOException {
        scanner.begin(bytes, from, limit);
        return HeadReader.read(this, scanner.next());
    }

    /** The index behind the object that was read. */
    int end() {
        return scanner.position();
    }

    @Override
    public void begin(JsonToken first) {}

    @Override
    public JsonToken next() throws IOException {
        return scanner.next();
    }

    @Override
    public void skip(JsonToken token) throws IOException {
        scanner.skip(token);
    }

    @Override
    public String name() {
        return scanner.name();
    }

    @Override
    public String text() throws IOException {
        if (scanner.length() > maxStringLength) {
            throw new UnusualJsonException();
        }
        return scanner.text();
    }

    @Override
    public void finish() {}

    @Override
    public SharedIds ids() {
        return ids;
    }

    @Override
    public Optional<String> fault() {
        return Optional.empty();
    }
}
