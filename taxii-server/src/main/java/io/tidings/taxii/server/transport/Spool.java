package io.tidings.taxii.server.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes kept for a while: in memory while they are few, in a {@link ScratchFile} from then on.
 *
 * <p>Used by one thread at a time. Only {@link #write} after {@link #fits} said no, and what follows it, blocks.
 */
final class Spool implements Closeable {
    private static final int FIRST_BLOCK = 4 << 10;
    private static final int BLOCK = 64 << 10;

    private final BodyBounds bounds;
    private final Budget memory;
    private final List<byte[]> blocks = new ArrayList<>();
    private int lastBlockUsed;
    private long reserved;
    private long length;
    private @Nullable ScratchFile file;

    Spool(BodyBounds bounds, Budget memory) {
        this.bounds = bounds;
        this.memory = memory;
    }

    /** Whether {@code count} more bytes can stay in memory; reserves the room for them. */
    boolean fits(int count) {
        if (file != null || length + count > bounds.memoryBytes()) {
            return false;
        }
        long needed = Math.max(0, length + count - reserved);
        long rounded = Math.max(needed, reserved == 0 ? FIRST_BLOCK : BLOCK);
        if (needed == 0) {
            return true;
        }
        if (!memory.take(rounded)) {
            return false;
        }
        reserved += rounded;
        return true;
    }

    long length() {
        return length;
    }

    void write(byte[] bytes, int offset, int count) throws IOException {
        if (fits(count)) {
            keep(bytes, offset, count);
        } else {
            toFile().write(bytes, offset, count);
        }
        length += count;
    }

    private void keep(byte[] bytes, int offset, int count) {
        int done = 0;
        while (done < count) {
            if (blocks.isEmpty() || lastBlockUsed == blocks.get(blocks.size() - 1).length) {
                blocks.add(new byte[blocks.isEmpty() ? FIRST_BLOCK : BLOCK]);
                lastBlockUsed = 0;
            }
            byte[] block = blocks.get(blocks.size() - 1);
            int part = Math.min(count - done, block.length - lastBlockUsed);
            System.arraycopy(bytes, offset + done, block, lastBlockUsed, part);
            lastBlockUsed += part;
            done += part;
        }
    }

    private ScratchFile toFile() throws IOException {
        if (file == null) {
            ScratchFile opened = ScratchFile.create(bounds.spoolDirectory(), "taxii-body-");
            file = opened;
            for (int i = 0; i < blocks.size(); i++) {
                byte[] block = blocks.get(i);
                opened.write(block, 0, i == blocks.size() - 1 ? lastBlockUsed : block.length);
            }
            forgetBlocks();
        }
        return file;
    }

    /** What was written, from the beginning. To be read before {@link #close}. */
    InputStream open() {
        ScratchFile opened = file;
        return opened == null ? new BlocksInputStream(blocks, length) : opened.open();
    }

    private void forgetBlocks() {
        blocks.clear();
        memory.giveBack(reserved);
        reserved = 0;
    }

    /** May be called twice. */
    @Override
    public void close() throws IOException {
        forgetBlocks();
        if (file != null) {
            file.close();
        }
    }
}
