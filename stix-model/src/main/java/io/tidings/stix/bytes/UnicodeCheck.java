package io.tidings.stix.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Checks that JSON text, fed in pieces of any size, is Unicode: strict UTF-8 (RFC 3629: no overlong forms, no
 * encoded surrogates) and no escaped surrogate without its partner (I-JSON, RFC 7493 §2.1).
 *
 * <p>JSON parsers pass over these faults in strings they skip. This looks at the bytes alone, eight at a time
 * where they are plain ASCII, and is no parser: it takes each backslash for the beginning of an escape. Not safe
 * for use by several threads.
 */
public final class UnicodeCheck {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long TOP_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    private static final String NOT_UTF8 = "the text is not UTF-8 (RFC 3629)";
    private static final String LONE_SURROGATE = "an escaped surrogate stands without its partner (RFC 7493 §2.1)";

    /** Where in a character or an escape the next byte falls. */
    private enum State {
        PLAIN,
        CONTINUATION,
        ESCAPE,
        HEX,
        /** After an escaped high surrogate: only the escape of a low one may follow. */
        LOW_EXPECTED,
        LOW_ESCAPE
    }

    private State state = State.PLAIN;
    private int remaining;
    private int lowest;
    private int highest;
    private int unit;
    private boolean highBefore;
    private long position;
    private String fault = "";

    /** What keeps {@code bytes}, taken as a whole, from being Unicode; empty if nothing does. */
    public static Optional<String> fault(ByteSlice bytes) {
        UnicodeCheck check = new UnicodeCheck();
        check.feed(bytes.array(), bytes.offset(), bytes.length());
        check.end();
        return check.fault();
    }

    /** Checks the next piece; false once a fault was found, and for ever after. */
    public boolean feed(byte[] bytes, int offset, int length) {
        if (!fault.isEmpty()) {
            return false;
        }
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (state == State.PLAIN) {
                i = skipWide(bytes, skipPlain(bytes, i, end), end);
                if (i == end) {
                    break;
                }
                if (bytes[i] >= 0 && bytes[i] != '\\') {
                    continue;
                }
            }
            if (!step(bytes[i] & 0xff)) {
                position += i - offset;
                return false;
            }
            i++;
        }
        position += length;
        return true;
    }

    /** Says that nothing follows; false if the text breaks off inside a character or was at fault before. */
    public boolean end() {
        if (fault.isEmpty() && state == State.CONTINUATION) {
            fault = NOT_UTF8;
        }
        return fault.isEmpty();
    }

    /** The fault in words for the sender, or empty as long as there is none. */
    public Optional<String> fault() {
        return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }

    /** Of the byte at fault, from 0; without a fault the count of bytes so far. */
    public long position() {
        return position;
    }

    /** The first index from {@code from} that holds a backslash or a byte beyond ASCII. */
    private static int skipPlain(byte[] bytes, int from, int end) {
        int i = from;
        while (i <= end - Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long others = word ^ BACKSLASHES;
            long stops = (word | (others - LOW_BITS) & ~others) & TOP_BITS;
            if (stops != 0) {
                // The lowest mark is exact; a borrow can only set false marks above it.
                return i + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= 0 && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /**
     * Passes over characters of three bytes that need no closer look, which is most of the writing of East Asia:
     * a lead byte of E1 to EC, EE or EF and two of 80 to BF.
     */
    private static int skipWide(byte[] bytes, int from, int end) {
        int i = from;
        while (i <= end - 3
                && bytes[i] >= (byte) 0xe1
                && bytes[i] <= (byte) 0xef
                && bytes[i] != (byte) 0xed
                && bytes[i + 1] < (byte) 0xc0
                && bytes[i + 2] < (byte) 0xc0) {
            i += 3;
        }
        return i;
    }

    private boolean step(int b) {
        return switch (state) {
            case PLAIN -> b == '\\' ? escape(State.ESCAPE) : lead(b);
            case CONTINUATION -> continuation(b);
            case ESCAPE -> afterBackslash(b);
            case HEX -> hex(b);
            case LOW_EXPECTED -> b == '\\' ? escape(State.LOW_ESCAPE) : fail(LONE_SURROGATE);
            case LOW_ESCAPE -> b == 'u' ? afterBackslash(b) : fail(LONE_SURROGATE);
        };
    }

    private boolean escape(State next) {
        state = next;
        return true;
    }

    // RFC 3629 §4: the second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
    private boolean lead(int b) {
        if (b >= 0xc2 && b <= 0xdf) {
            return expect(1, 0x80, 0xbf);
        }
        if (b >= 0xe0 && b <= 0xef) {
            return expect(2, b == 0xe0 ? 0xa0 : 0x80, b == 0xed ? 0x9f : 0xbf);
        }
        if (b >= 0xf0 && b <= 0xf4) {
            return expect(3, b == 0xf0 ? 0x90 : 0x80, b == 0xf4 ? 0x8f : 0xbf);
        }
        return fail(NOT_UTF8);
    }

    private boolean expect(int count, int from, int to) {
        state = State.CONTINUATION;
        remaining = count;
        lowest = from;
        highest = to;
        return true;
    }

    private boolean continuation(int b) {
        if (b < lowest || b > highest) {
            return fail(NOT_UTF8);
        }
        lowest = 0x80;
        highest = 0xbf;
        if (--remaining == 0) {
            state = State.PLAIN;
        }
        return true;
    }

    private boolean afterBackslash(int b) {
        if (b == 'u') {
            state = State.HEX;
            remaining = 4;
            unit = 0;
            return true;
        }
        state = State.PLAIN;
        // No JSON escape, which is for the parser to say; but it may begin a character.
        return b < 0x80 || lead(b);
    }

    private boolean hex(int b) {
        int digit = Character.digit(b, 16);
        unit = unit << 4 | Math.max(digit, 0);
        if (--remaining > 0) {
            return true;
        }
        char escaped = (char) unit;
        if (highBefore ? !Character.isLowSurrogate(escaped) : Character.isLowSurrogate(escaped)) {
            return fail(LONE_SURROGATE);
        }
        highBefore = Character.isHighSurrogate(escaped);
        state = highBefore ? State.LOW_EXPECTED : State.PLAIN;
        return true;
    }

    private boolean fail(String reason) {
        fault = reason;
        return false;
    }
}
