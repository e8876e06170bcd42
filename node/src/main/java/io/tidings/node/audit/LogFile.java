package io.tidings.node.audit;

import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows at its end. For one thread. */
interface LogFile extends AutoCloseable {
    /** Writes all of it after {@code length} bytes, cutting off what an earlier attempt left there; on disk when it returns. */
    void write(long length, byte[] bytes) throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a file of a log, making it if it is not there. */
    @FunctionalInterface
    interface Opener {
        LogFile open(Path file) throws IOException;
    }

    /** A real one, for its owner only. */
    static LogFile onDisk(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, new byte[0]);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new LogFile() {
            @Override
            public void write(long length, byte[] bytes) throws IOException {
                if (channel.size() > length) {
                    channel.truncate(length);
                }
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long at = length;
                while (buffer.hasRemaining()) {
                    at += channel.write(buffer, at);
                }
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
