package io.tidings.node.contentpackage.zip;

import io.tidings.stix.bytes.ByteSlice;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

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
        List<ByteSlice> packed = deflate(content, bytes);
        long packedBytes = length(packed);
        if (packedBytes >= bytes || bytes > packedBytes * MOST_RATIO) {
            return stored(name, content);
        }
        return new PackedMember(new ZipMember(name, true, crc(content), packedBytes, bytes), packed);
    }

    public ZipMember member() {
        return member;
    }

    /** As it lies in the file. */
    public List<ByteSlice> packed() {
        return content;
    }

    private static List<ByteSlice> deflate(List<ByteSlice> content, long bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            byte[] out = new byte[(int) Math.max(1 << 10, bytes / 4)];
            int filled = 0;
            for (ByteSlice each : content) {
                deflater.setInput(each.array(), each.offset(), each.length());
                while (!deflater.needsInput()) {
                    out = withRoom(out, filled);
                    filled += deflater.deflate(out, filled, out.length - filled);
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                out = withRoom(out, filled);
                filled += deflater.deflate(out, filled, out.length - filled);
            }
            return List.of(ByteSlice.of(out, 0, filled));
        } finally {
            deflater.end();
        }
    }

    private static byte[] withRoom(byte[] out, int filled) {
        return filled < out.length ? out : java.util.Arrays.copyOf(out, out.length * 2);
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
