package io.tidings.taxii.server.transport;

import java.io.InputStream;
import java.util.List;

/** Reads blocks of memory one after another. */
final class BlocksInputStream extends InputStream {
    private final List<byte[]> blocks;
    private long left;
    private int block;
    private int at;

    /** @param length of the content: the last block may be partly used */
    BlocksInputStream(List<byte[]> blocks, long length) {
        this.blocks = blocks;
        this.left = length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        if (count == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        byte[] current = blocks.get(block);
        if (at == current.length) {
            block++;
            at = 0;
            current = blocks.get(block);
        }
        int part = (int) Math.min(Math.min(count, current.length - at), left);
        System.arraycopy(current, at, into, offset, part);
        at += part;
        left -= part;
        return part;
    }
}
