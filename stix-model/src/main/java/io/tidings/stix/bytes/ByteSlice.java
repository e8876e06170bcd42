package io.tidings.stix.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A read-only run of bytes inside a larger array, compared by content.
 *
 * <p>Nothing is copied: whoever makes one gives the array away and must not write to it again.
 */
public final class ByteSlice {
    private static final ByteSlice EMPTY = new ByteSlice(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private ByteSlice(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    public static ByteSlice empty() {
        return EMPTY;
    }

    public static ByteSlice of(byte[] array) {
        return new ByteSlice(array, 0, array.length);
    }

    /** @throws IndexOutOfBoundsException if the range does not lie inside {@code array} */
    public static ByteSlice of(byte[] array, int offset, int length) {
        return new ByteSlice(array, offset, length);
    }

    /** The UTF-8 bytes of {@code text}. */
    public static ByteSlice ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The backing array; treat it as read-only. */
    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** A part of this slice, over the same array. */
    public ByteSlice slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new ByteSlice(array, offset + from, count);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).asReadOnlyBuffer();
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSlice slice
                && Arrays.equals(
                        array, offset, offset + length, slice.array, slice.offset, slice.offset + slice.length);
    }

    @Override
    public int hashCode() {
        return toByteBuffer().hashCode();
    }

    @Override
    public String toString() {
        return "ByteSlice[" + length + " bytes]";
    }
}
