package io.tidings.stix.scan;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one JSON object (RFC 8259) token by token from bytes in memory, as long as nothing about it is out of the ordinary.
 *
 * <p>What it reads to the end is sound JSON, within the bounds, and no name is twice in one object. At everything else it stops
 * with {@link UnusualJsonException}, and the caller has a general parser read the same bytes: so it has no errors of its own
 * to word, and cannot refuse what that parser accepts. It does not check that the text is Unicode; that is to be known
 * before. Used again for the next object; not safe for use by several threads.
 */
public final class JsonScanner {
    private static final KnownNames KNOWN = KnownNames.standard();
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int ARRAY = 0;

    private final int maxDepth;
    private final int maxNameLength;
    private final int maxNumberLength;
    private final boolean watched;
    private final SeenNames names = new SeenNames();

    private byte[] bytes = new byte[0];
    private int limit;
    private int at;
    /** Of the arrays and objects around, the number of the object, or {@link #ARRAY}. */
    private int[] around = new int[16];

    private int depth;
    private Expected expected = Expected.VALUE;
    /** Of the last token: of a string or name without its quotation marks. */
    private int start;

    private int end;
    private boolean escaped;
    /** Of all since {@link #begin}. */
    private boolean plain = true;

    private long hash;

    private enum Expected {
        /** What stands behind the bracket or brace that has just opened. */
        FIRST,
        /** What a name names. */
        VALUE,
        /** What follows a value. */
        NEXT
    }

    /**
     * @param maxDepth of arrays and objects inside each other
     * @param maxNameLength in bytes
     * @param maxNumberLength in bytes
     * @param watched whether names that come twice are noticed here; a caller that keeps them all sees for itself
     */
    public JsonScanner(int maxDepth, int maxNameLength, int maxNumberLength, boolean watched) {
        this.watched = watched;
        this.maxDepth = maxDepth;
        this.maxNameLength = maxNameLength;
        this.maxNumberLength = maxNumberLength;
    }

    /** Turns to the value that begins at {@code from}; nothing at {@code limit} or behind it is looked at. */
    public void begin(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.at = from;
        this.limit = limit;
        depth = 0;
        plain = true;
        expected = Expected.VALUE;
        names.clear();
    }

    /**
     * The next token; not to be called again after the one that ends the value.
     *
     * @throws UnusualJsonException if there is none that this decides
     */
    public JsonToken next() throws UnusualJsonException {
        byte b = skipSpace();
        if (expected == Expected.VALUE) {
            return value(b);
        }
        boolean inObject = around[depth - 1] != ARRAY;
        if (b == (inObject ? '}' : ']')) {
            at++;
            depth--;
            expected = Expected.NEXT;
            return inObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }
        if (expected == Expected.NEXT) {
            require(b == ',');
            at++;
            b = skipSpace();
        }
        return inObject ? fieldName(b) : value(b);
    }

    /** Passes over the rest of the value that {@code token} begins. */
    public void skip(JsonToken token) throws UnusualJsonException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                next();
            }
        }
    }

    /** The name that {@link #next} found last. */
    public String name() {
        return KNOWN.text(bytes, start, end - start, hash);
    }

    /** The string or number that {@link #next} found last. */
    public String text() {
        return escaped
                ? Escapes.unescape(bytes, start, end)
                : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Of the string or number that {@link #next} found last, in bytes as written. */
    public int length() {
        return end - start;
    }

    /** Whether all that was read is ASCII, without an escape that spells a code unit: then it is Unicode for certain. */
    public boolean isPlain() {
        return plain;
    }

    /** The index behind the last token. */
    public int position() {
        return at;
    }

    private JsonToken value(byte first) throws UnusualJsonException {
        expected = Expected.NEXT;
        return switch (first) {
            case '"' -> string();
            case '{' -> enter(names.newObject(), JsonToken.START_OBJECT);
            case '[' -> enter(ARRAY, JsonToken.START_ARRAY);
            case 't' -> word(TRUE, JsonToken.VALUE_TRUE);
            case 'f' -> word(FALSE, JsonToken.VALUE_FALSE);
            case 'n' -> word(NULL, JsonToken.VALUE_NULL);
            default -> number();
        };
    }

    private JsonToken fieldName(byte first) throws UnusualJsonException {
        require(first == '"');
        string();
        int length = end - start;
        // Whether an escaped name comes twice cannot be seen from its bytes.
        require(!escaped && length <= maxNameLength);
        hash = Words.hash(bytes, start, length);
        require(!watched || names.add(around[depth - 1], bytes, start, length, hash));
        require(skipSpace() == ':');
        at++;
        expected = Expected.VALUE;
        return JsonToken.FIELD_NAME;
    }

    private JsonToken enter(int object, JsonToken token) throws UnusualJsonException {
        require(depth < maxDepth);
        if (depth == around.length) {
            around = Arrays.copyOf(around, depth * 2);
        }
        around[depth++] = object;
        expected = Expected.FIRST;
        at++;
        return token;
    }

    private JsonToken string() throws UnusualJsonException {
        start = at + 1;
        escaped = false;
        int i = endOfPlain(start);
        while (true) {
            if (i >= limit) {
                throw new UnusualJsonException(true);
            }
            if (bytes[i] == '"') {
                end = i;
                at = i + 1;
                return JsonToken.VALUE_STRING;
            }
            require(bytes[i] == '\\');
            escaped = true;
            i = afterEscape(i);
            i = endOfPlain(i);
        }
    }

    private int endOfPlain(int from) {
        int found = Words.endOfPlain(bytes, from, limit);
        plain &= found >= 0;
        return found >= 0 ? found : ~found;
    }

    private int afterEscape(int backslash) throws UnusualJsonException {
        int behind = Escapes.end(bytes, backslash, limit);
        plain &= behind == backslash + 2;
        if (behind < 0) {
            throw new UnusualJsonException(limit - backslash < 6);
        }
        return behind;
    }

    private JsonToken word(byte[] word, JsonToken token) throws UnusualJsonException {
        if (at + word.length > limit) {
            throw new UnusualJsonException(true);
        }
        require(Arrays.equals(word, 0, word.length, bytes, at, at + word.length));
        at += word.length;
        return token;
    }

    private JsonToken number() throws UnusualJsonException {
        start = at;
        escaped = false;
        boolean integer = true;
        int i = bytes[at] == '-' ? at + 1 : at;
        if (i < limit && bytes[i] == '0') {
            i++;
        } else {
            i = digits(i);
        }
        if (i < limit && bytes[i] == '.') {
            integer = false;
            i = digits(i + 1);
        }
        if (i < limit && (bytes[i] == 'e' || bytes[i] == 'E')) {
            integer = false;
            boolean signed = i + 1 < limit && (bytes[i + 1] == '+' || bytes[i + 1] == '-');
            i = digits(signed ? i + 2 : i + 1);
        }
        if (i >= limit) {
            throw new UnusualJsonException(true);
        }
        require(i - start <= maxNumberLength);
        end = i;
        at = i;
        return integer ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** The index behind one or more digits. */
    private int digits(int from) throws UnusualJsonException {
        int i = from;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        if (i >= limit) {
            throw new UnusualJsonException(true);
        }
        require(i > from);
        return i;
    }

    /** The next byte that is no white space, which is then at {@link #at}. */
    private byte skipSpace() throws UnusualJsonException {
        while (at < limit) {
            byte b = bytes[at];
            if (b > ' ') {
                return b;
            }
            require(b == ' ' || b == '\n' || b == '\r' || b == '\t');
            // Text that is laid out has lines that begin with many blanks.
            at = b == '\n' ? Words.endOfBlanks(bytes, at + 1, limit) : at + 1;
        }
        throw new UnusualJsonException(true);
    }

    private static void require(boolean ordinary) throws UnusualJsonException {
        if (!ordinary) {
            throw new UnusualJsonException();
        }
    }
}
