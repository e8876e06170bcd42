package io.tidings.node.contentpackage.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A member's content as it is unpacked: never more of it than its header says, and at its end what the header says. */
final class Unpacking extends InputStream {
    private final ZipMember member;
    private final InputStream content;
    private final CRC32 crc = new CRC32();
    private long left;

    Unpacking(ZipMember member, InputStream content) {
        this.member = member;
        this.content = content;
        this.left = member.bytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = content.read(to, offset, (int) Math.min(length, Math.max(left, 1)));
        if (count < 0) {
            if (left > 0 || crc.getValue() != member.crc()) {
                throw new DamagedZipException(member.name() + " is not what its header says: length or CRC-32 differ");
            }
            return -1;
        }
        left -= count;
        if (left < 0) {
            throw new DamagedZipException(member.name() + " is longer than its header says");
        }
        crc.update(to, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
