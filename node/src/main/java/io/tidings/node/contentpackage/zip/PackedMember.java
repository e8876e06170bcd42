package io.tidings.node.contentpackage.zip;

import io.tidings.stix.bytes.ByteSlice;
import java.util.List;
import java.util.zip.CRC32;

/** A member that is ready to be written, in memory. */
public final class PackedMember {
    /** What is packed tighter than this is stored instead, since readers take it for a bomb. */
    static final long MOST_RATIO = 200;

    private final ZipMember member;
    private final List<ByteSlice> content;

    private PackedMember(ZipMember member, List<ByteSlice> content) {
        this.member = member;
        this.content = content;
    }

    /** One that lies in the file as it is. */
    public static PackedMember stored(String name, List<ByteSlice> content) {
        long bytes = length(content);
        return new PackedMember(new ZipMember(name, false, crc(content), bytes, bytes), content);
    }

    /** One that is compressed, if that makes it shorter. */
    public static PackedMember deflated(String name, List<ByteSlice> content) {
        long bytes = length(content);
        byte[] packed = FastDeflate.of(joined(content, bytes));
        long packedBytes = packed.length;
        if (packedBytes >= bytes || bytes > packedBytes * MOST_RATIO) {
            return stored(name, content);
        }
        return new PackedMember(
                new ZipMember(name, true, crc(content), packedBytes, bytes), List.of(ByteSlice.of(packed)));
    }

    public ZipMember member() {
        return member;
    }

    /** As it lies in the file. */
    public List<ByteSlice> packed() {
        return content;
    }

    private static byte[] joined(List<ByteSlice> content, long bytes) {
        byte[] joined = new byte[Math.toIntExact(bytes)];
        int at = 0;
        for (ByteSlice each : content) {
            System.arraycopy(each.array(), each.offset(), joined, at, each.length());
            at += each.length();
        }
        return joined;
    }

    private static long crc(List<ByteSlice> content) {
        var crc = new CRC32();
        content.forEach(each -> crc.update(each.array(), each.offset(), each.length()));
        return crc.getValue();
    }

    private static long length(List<ByteSlice> content) {
        return content.stream().mapToLong(ByteSlice::length).sum();
    }
}
