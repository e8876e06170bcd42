package io.tidings.taxii.server.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;

/**
 * Bytes on disk that only this process can read: encrypted (AES-256 in counter mode) under a key of the file's own, which
 * is in memory only. So whatever the disk keeps of it, after a crash too, says no more than its length.
 *
 * <p>It is not protected against being changed: whoever can change it can change this process.
 *
 * <p>Written by one thread at a time, and read after that; all of it blocks.
 */
public final class ScratchFile implements Closeable {
    private static final int KEY_BITS = 256;
    private static final String CIPHER = "AES/CTR/NoPadding";

    private final FileChannel file;
    private final Key key;
    private final Cipher writing;

    private ScratchFile(FileChannel file, Key key) {
        this.file = file;
        this.key = key;
        this.writing = cipher(key, Cipher.ENCRYPT_MODE);
    }

    /**
     * Makes an empty one for its owner only. On POSIX its name is gone as soon as it is open: a killed process leaves
     * nothing behind.
     *
     * @param directory an existing one
     * @param prefix of its name where it has one
     */
    public static ScratchFile create(Path directory, String prefix) throws IOException {
        FileAttribute<?>[] ownerOnly =
                directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        FileChannel file = FileChannel.open(
                Files.createTempFile(directory, prefix, null, ownerOnly),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        return over(file);
    }

    /** One in a file that is open, which closing it closes. */
    static ScratchFile over(FileChannel file) {
        return new ScratchFile(file, newKey());
    }

    // From the platform's own random source: nothing that a test could want to repeat follows from it.
    private static Key newKey() {
        try {
            KeyGenerator keys = KeyGenerator.getInstance("AES");
            keys.init(KEY_BITS);
            return keys.generateKey();
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    // The counter begins at zero, since no key serves for two files.
    private static Cipher cipher(Key key, int mode) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new IvParameterSpec(new byte[cipher.getBlockSize()]));
            return cipher;
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Appends. After an {@link IOException} the file is of no use any more. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        byte[] sealed = writing.update(bytes, offset, count);
        if (sealed == null) {
            return; // there was nothing to write
        }
        ByteBuffer rest = ByteBuffer.wrap(sealed);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /** What was written, from the beginning; several may read at once. To be read before {@link #close}. */
    public InputStream open() {
        return new Input(file, cipher(key, Cipher.DECRYPT_MODE));
    }

    /** May be called twice. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads at a position of its own. */
    private static final class Input extends InputStream {
        private final FileChannel file;
        private final Cipher reading;
        private long position;

        Input(FileChannel file, Cipher reading) {
            this.file = file;
            this.reading = reading;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            int got = file.read(ByteBuffer.wrap(into, offset, count), position);
            if (got > 0) {
                position += got;
                open(into, offset, got);
            }
            return got;
        }

        private void open(byte[] bytes, int offset, int count) {
            try {
                reading.update(bytes, offset, count, bytes, offset);
            } catch (ShortBufferException counterModeKeepsTheLength) {
                throw new IllegalStateException(counterModeKeepsTheLength);
            }
        }
    }
}
