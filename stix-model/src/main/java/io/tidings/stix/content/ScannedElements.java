package io.tidings.stix.content;

import io.tidings.stix.scan.UnusualJsonException;
import java.io.IOException;
import java.util.Optional;

/**
 * The elements of {@code objects} for as long as they are objects with nothing out of the ordinary about them, which is
 * how nearly all content is to its end. Where that stops, another reader has to go on from {@link #position}.
 */
final class ScannedElements {
    private final Source source;
    private final ScannedTokens tokens;
    private final int maxObjectBytes;

    private long position;
    private long start = -1;

    /** @param position behind the bracket that opens the list */
    ScannedElements(Source source, long position, SharedIds ids, ContentBounds bounds) {
        this.source = source;
        this.position = position;
        this.tokens = new ScannedTokens(ids, bounds);
        this.maxObjectBytes = bounds.maxObjectBytes();
    }

    /**
     * The next element; empty where what comes next is for the other reader, and from then on.
     *
     * @throws IOException if the source fails, or is not Unicode
     */
    Optional<Element> next() throws IOException {
        source.keepFrom(position);
        long brace = brace();
        Optional<Element> element = brace < 0 ? Optional.empty() : element(brace);
        if (element.isPresent()) {
            start = brace;
        }
        source.release();
        return element;
    }

    /** Behind the last element, or behind the bracket if there was none. */
    long position() {
        return position;
    }

    /** Of the last element; -1 before the first. */
    long start() {
        return start;
    }

    /** Where the next object begins, behind the comma that must precede it; -1 if something else comes. */
    private long brace() throws IOException {
        long at = passSpace(position);
        if (at >= 0 && start >= 0) {
            at = byteAt(at) == ',' ? passSpace(at + 1) : -1;
        }
        return at >= 0 && byteAt(at) == '{' ? at : -1;
    }

    /** The first position from {@code from} that holds no white space; -1 if there is none within reach. */
    private long passSpace(long from) throws IOException {
        long at = from;
        do {
            byte[] held = source.held();
            int begin = source.index(at);
            int limit = source.limit();
            int index = begin;
            while (index < limit && isSpace(held[index])) {
                index++;
            }
            at += index - begin;
            if (index < limit) {
                return at;
            }
        } while (source.readOn());
        return -1;
    }

    private Optional<Element> element(long brace) throws IOException {
        while (true) {
            int from = source.index(brace);
            int length = Math.min(source.limit() - from, maxObjectBytes);
            try {
                HeadReader.Result result = tokens.read(source.held(), from, from + length);
                position = brace + tokens.end() - from;
                return Optional.of(
                        result.toElement(source.slice(brace, position).orElseThrow()));
            } catch (UnusualJsonException unusual) {
                if (!unusual.isIncomplete() || length == maxObjectBytes || !readOn(brace, 2L * length)) {
                    return Optional.empty();
                }
            }
        }
    }

    /** Takes in what comes behind {@code from}, if it can be had, so much that reading it again costs no more than it did. */
    private boolean readOn(long from, long length) throws IOException {
        boolean more = false;
        while (source.limit() - source.index(from) < length && source.readOn()) {
            more = true;
        }
        return more;
    }

    private byte byteAt(long at) {
        return source.held()[source.index(at)];
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
