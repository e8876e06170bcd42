package io.tidings.node.contentpackage.zip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes around the members (PKWARE APPNOTE 6.3.10 §4.3): every field that need not vary has one value. Numbers are
 * little-endian.
 */
final class Layout {
    static final int LOCAL = 0x04034b50;
    static final int CENTRAL = 0x02014b50;
    static final int LOCAL_BYTES = 30;
    static final int MOST_MEMBERS = 65_534;

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int EXTRA_64_BYTES = 12;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_BYTES = 22;
    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final short FIRST_OF_JANUARY_1980 = 0x21;
    private static final long LIMIT = 0xFFFF_FFFFL;

    private Layout() {}

    /** The header in front of a member. */
    static byte[] local(ZipMember member) {
        byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer header = buffer(LOCAL_BYTES + name.length).putInt(LOCAL).putShort(VERSION);
        return common(header, member, name.length).putShort((short) 0).put(name).array();
    }

    /** What follows the last member: the list of all, and the end. */
    static byte[] tail(List<ZipMember> members, List<Long> offsets, long start) {
        var tail = new ByteArrayOutputStream();
        for (int i = 0; i < members.size(); i++) {
            tail.writeBytes(central(members.get(i), offsets.get(i)));
        }
        int length = tail.size();
        if (start >= LIMIT) {
            tail.writeBytes(end64(members.size(), length, start));
        }
        return end(tail, members.size(), length, start);
    }

    private static byte[] end(ByteArrayOutputStream tail, int members, int length, long start) {
        tail.writeBytes(buffer(END_BYTES)
                .putInt(END)
                .putInt(0) // both numbers of disks
                .putShort((short) members)
                .putShort((short) members)
                .putInt(length)
                .putInt((int) Math.min(LIMIT, start))
                .putShort((short) 0)
                .array());
        return tail.toByteArray();
    }

    private static byte[] end64(int members, int length, long start) {
        return buffer(END_64_BYTES + LOCATOR_64_BYTES)
                .putInt(END_64)
                .putLong(END_64_BYTES - 12L)
                .putShort(VERSION_64)
                .putShort(VERSION_64)
                .putLong(0)
                .putLong(members)
                .putLong(members)
                .putLong(length)
                .putLong(start)
                .putInt(LOCATOR_64)
                .putInt(0)
                .putLong(start + length)
                .putInt(1)
                .array();
    }

    private static byte[] central(ZipMember member, long offset) {
        byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
        boolean far = offset >= LIMIT;
        short version = far ? VERSION_64 : VERSION;
        var bytes = new byte[CENTRAL_BYTES + name.length + (far ? EXTRA_64_BYTES : 0)];
        ByteBuffer header = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CENTRAL)
                .putShort(version)
                .putShort(version);
        common(header, member, name.length)
                .putShort((short) (far ? EXTRA_64_BYTES : 0))
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt((int) Math.min(LIMIT, offset))
                .put(name);
        if (far) {
            header.putShort((short) 1).putShort((short) 8).putLong(offset);
        }
        return bytes;
    }

    private static ByteBuffer common(ByteBuffer header, ZipMember member, int nameBytes) {
        return header.putShort((short) 0) // flags
                .putShort((short) member.method())
                .putShort((short) 0) // time
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt((int) member.crc())
                .putInt((int) member.packedBytes())
                .putInt((int) member.bytes())
                .putShort((short) nameBytes);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
