package io.tidings.stix.convert.list;

import io.tidings.stix.content.MalformedContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a text file one by one, with the number of the line they stand in; a byte order mark is left out. */
final class TextBytes {
    static final int END = -1;
    private static final int BUFFER = 1 << 16;
    private static final int MARK_LENGTH = 3;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long line = 1;

    /** @throws MalformedContentException if the text is not in UTF-8, by its first bytes */
    TextBytes(InputStream in) throws IOException, MalformedContentException {
        this.in = in;
        limit = in.readNBytes(buffer, 0, BUFFER);
        int first = limit > 0 ? buffer[0] & 255 : 0;
        int second = limit > 1 ? buffer[1] & 255 : 0;
        if (first == 0xfe && second == 0xff || first == 0xff && second == 0xfe) {
            throw new MalformedContentException("the list is in UTF-16; save it as UTF-8", 0);
        }
        if (first == 0xef && second == 0xbb && limit >= MARK_LENGTH && (buffer[2] & 255) == 0xbf) {
            at = MARK_LENGTH;
        }
    }

    /** Of the next byte, from 1. */
    long line() {
        return line;
    }

    /** The next byte, 0 to 255, or {@link #END}; the end of a line is always a line feed. */
    int next() throws IOException {
        int c = raw();
        if (c == '\r') {
            if (peek() == '\n') {
                at++;
            }
            c = '\n';
        }
        if (c == '\n') {
            line++;
        }
        return c;
    }

    int peek() throws IOException {
        return at == limit && !fill() ? END : buffer[at] & 255;
    }

    void skipLine() throws IOException {
        int c = next();
        while (c != '\n' && c != END) {
            c = next();
        }
    }

    private int raw() throws IOException {
        return at == limit && !fill() ? END : buffer[at++] & 255;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(in.readNBytes(buffer, 0, BUFFER), 0);
        return limit > 0;
    }

    /** The text that {@code bytes} spell; empty if they are not UTF-8. */
    static Optional<String> text(ByteArrayOutputStream bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
