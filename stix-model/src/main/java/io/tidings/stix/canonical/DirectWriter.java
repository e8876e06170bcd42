package io.tidings.stix.canonical;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the canonical form (RFC 8785) straight from the bytes of JSON, for nearly all content that there is: texts are
 * copied as they stand, and members are put into order. It gives up at whatever is rare or wrong, such as an escape that
 * could be written shorter, a name that is not ASCII, or a fault; {@link CanonicalWriter} then does all of it or says what
 * is wrong. Used once.
 */
final class DirectWriter {
    private static final int DEEPEST = 100;
    /** Digits that any double holds. */
    private static final int SURE_DIGITS = 15;

    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_TO_SORT = 64;

    private final byte[] in;
    private final int end;
    private final byte[] out;
    private int at;
    private int length;
    private boolean ascii = true;

    /** Found something that this is not made for. */
    private static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1;

        GivenUp() {
            super(null, null, false, false); // no stack trace: it is caught at once
        }
    }

    /** Members of an object as they were written: where each begins, where its name ends, and where it ends. */
    private static final class Members {
        private int[] marks = new int[3 * 16];
        private int count;

        void add(int from, int nameEnd, int to) {
            if (3 * count == marks.length) {
                marks = Arrays.copyOf(marks, marks.length * 2);
            }
            marks[3 * count] = from;
            marks[3 * count + 1] = nameEnd;
            marks[3 * count + 2] = to;
            count++;
        }

        int from(int member) {
            return marks[3 * member];
        }

        int nameEnd(int member) {
            return marks[3 * member + 1];
        }

        int to(int member) {
            return marks[3 * member + 2];
        }
    }

    private DirectWriter(ByteSlice json) {
        in = json.array();
        at = json.offset();
        end = json.offset() + json.length();
        out = new byte[json.length() + 1]; // nothing becomes longer; the last comma is taken back
    }

    /** Empty where the other writer has to do it. */
    static Optional<ByteSlice> write(ByteSlice json) {
        DirectWriter writer = new DirectWriter(json);
        try {
            writer.value(0);
            writer.space();
            if (writer.at < writer.end
                    || !writer.ascii && UnicodeCheck.fault(json).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(ByteSlice.of(writer.out, 0, writer.length));
        } catch (GivenUp rare) {
            return Optional.empty();
        }
    }

    private void value(int depth) throws GivenUp {
        if (depth > DEEPEST) {
            throw new GivenUp();
        }
        space();
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth) throws GivenUp {
        take('{');
        out[length++] = '{';
        int start = length;
        space();
        if (peek() == '}') {
            at++;
            out[length++] = '}';
            return;
        }
        Members members = new Members();
        boolean inOrder = true;
        boolean more = true;
        while (more) {
            space();
            int from = length;
            if (!string()) {
                throw new GivenUp(); // names are ordered by UTF-16, which is that of bytes for ASCII only
            }
            int nameEnd = length;
            space();
            take(':');
            out[length++] = ':';
            value(depth + 1);
            out[length++] = ',';
            members.add(from, nameEnd, length);
            inOrder &= members.count == 1 || compare(members, members.count - 2, members.count - 1) < 0;
            space();
            more = peek() == ',';
            if (more) {
                at++;
            }
        }
        take('}');
        if (!inOrder) {
            arrange(members, start);
        }
        out[length - 1] = '}';
    }

    /** By their names, of which none comes twice. */
    private void arrange(Members members, int start) throws GivenUp {
        if (members.count > MOST_TO_SORT) {
            throw new GivenUp();
        }
        int[] order = new int[members.count];
        for (int i = 0; i < order.length; i++) {
            int place = i; // by insertion, since they are few
            while (place > 0 && compare(members, order[place - 1], i) > 0) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
        byte[] unordered = Arrays.copyOfRange(out, start, length);
        int to = start;
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && compare(unordered, start, members, order[i - 1], order[i]) == 0) {
                throw new GivenUp();
            }
            int from = members.from(order[i]);
            int count = members.to(order[i]) - from;
            System.arraycopy(unordered, from - start, out, to, count);
            to += count;
        }
    }

    private int compare(Members members, int one, int other) {
        return compare(out, 0, members, one, other);
    }

    /** Names without their quotes; there is no escape in them. */
    private static int compare(byte[] written, int offset, Members members, int one, int other) {
        return Arrays.compareUnsigned(
                written,
                members.from(one) + 1 - offset,
                members.nameEnd(one) - 1 - offset,
                written,
                members.from(other) + 1 - offset,
                members.nameEnd(other) - 1 - offset);
    }

    private void array(int depth) throws GivenUp {
        take('[');
        out[length++] = '[';
        space();
        if (peek() == ']') {
            at++;
            out[length++] = ']';
            return;
        }
        boolean more = true;
        while (more) {
            value(depth + 1);
            out[length++] = ',';
            space();
            more = peek() == ',';
            if (more) {
                at++;
            }
        }
        take(']');
        out[length - 1] = ']';
    }

    /** Copies a text that is canonical as it stands; says whether it is of ASCII and without escapes. */
    private boolean string() throws GivenUp {
        take('"');
        int from = at - 1;
        int all = 0;
        boolean escapes = false;
        int i = at;
        while (true) {
            if (i == end) {
                throw new GivenUp();
            }
            byte b = in[i++];
            all |= b;
            if (b == '"') {
                break;
            }
            if (b >= 0 && b < ' ') {
                throw new GivenUp();
            }
            if (b == '\\') {
                if (i == end || !isShortest(in[i++])) {
                    throw new GivenUp();
                }
                escapes = true;
            }
        }
        ascii &= all >= 0;
        at = i;
        System.arraycopy(in, from, out, length, i - from);
        length += i - from;
        return all >= 0 && !escapes;
    }

    /** Whether RFC 8785 §3.2.2.2 writes the character by this very escape. */
    private static boolean isShortest(byte escaped) {
        return switch (escaped) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> true;
            default -> false;
        };
    }

    private void number() throws GivenUp {
        int from = at;
        while (at < end && isOfNumber(in[at])) {
            at++;
        }
        int count = at - from;
        boolean whole = count > 0 && count <= SURE_DIGITS && (in[from] != '0' || count == 1);
        for (int i = from; whole && i < at; i++) {
            whole = in[i] >= '0' && in[i] <= '9';
        }
        if (whole) {
            System.arraycopy(in, from, out, length, count);
            length += count;
            return;
        }
        put(Spelling.CANONICAL.number(wellFormed(from, count)));
    }

    private String wellFormed(int from, int count) throws GivenUp {
        if (count == 0 || count > LONGEST_NUMBER) {
            throw new GivenUp();
        }
        int i = from;
        if (in[i] == '-') {
            i++;
        }
        int digits = digits(i);
        if (digits == i || in[i] == '0' && digits > i + 1) {
            throw new GivenUp();
        }
        i = digits;
        if (i < at && in[i] == '.') {
            i = atLeastOne(i + 1);
        }
        if (i < at && (in[i] == 'e' || in[i] == 'E')) {
            boolean signed = i + 1 < at && (in[i + 1] == '+' || in[i + 1] == '-');
            i = atLeastOne(signed ? i + 2 : i + 1);
        }
        if (i != at) {
            throw new GivenUp();
        }
        return new String(in, from, count, StandardCharsets.US_ASCII);
    }

    private int atLeastOne(int from) throws GivenUp {
        int to = digits(from);
        if (to == from) {
            throw new GivenUp();
        }
        return to;
    }

    private int digits(int from) {
        int i = from;
        while (i < at && in[i] >= '0' && in[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isOfNumber(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    /** A number may become longer than it was written: 1e20. */
    private void put(String text) throws GivenUp {
        if (text.length() >= out.length - length - (end - at)) {
            throw new GivenUp();
        }
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
    }

    private void word(String word) throws GivenUp {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
            out[length++] = (byte) word.charAt(i);
        }
    }

    private void space() {
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private byte peek() throws GivenUp {
        if (at == end) {
            throw new GivenUp();
        }
        return in[at];
    }

    private void take(char expected) throws GivenUp {
        if (peek() != expected) {
            throw new GivenUp();
        }
        at++;
    }
}
