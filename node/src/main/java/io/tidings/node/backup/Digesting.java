package io.tidings.node.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Streams that count and hash what passes. */
final class Digesting {
    private Digesting() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Closing it leaves the stream behind it open. */
    static final class Output extends FilterOutputStream {
        private final MessageDigest digest = sha256();
        private long bytes;

        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        Manifest.Member member(String name) {
            return new Manifest.Member(name, bytes, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Gives no more than was promised, so that a few bytes cannot swell to a full disk. */
    static final class Input extends FilterInputStream {
        private final MessageDigest digest = sha256();
        private final long longest;
        private long bytes;

        Input(InputStream in, long longest) {
            super(in);
            this.longest = longest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                digest.update(into, offset, count);
                bytes += count;
                if (bytes > longest) {
                    throw new IOException("it is longer than the " + longest + " bytes of the manifest");
                }
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        /** To be asked once all was read. */
        boolean is(Manifest.Member member) {
            return bytes == member.bytes()
                    && HexFormat.of().formatHex(digest.digest()).equals(member.sha256());
        }
    }
}
