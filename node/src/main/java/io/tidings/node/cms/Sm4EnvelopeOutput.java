package io.tidings.node.cms;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * Encrypts what is written to it. The header says how long that is, so it is kept, encrypted, in a file without a name
 * until this is closed.
 */
final class Sm4EnvelopeOutput extends OutputStream {
    private static final int PIECE = 64 << 10;

    private final OutputStream out;
    private final List<EnvelopeHeader.Recipient> recipients;
    private final byte[] iv;
    private final BufferedBlockCipher cipher;
    private final FileChannel spool;
    private final OutputStream spooling;
    private final byte[] encrypted = new byte[PIECE + 32];
    private boolean failed;

    /** @param folder for the file without a name */
    Sm4EnvelopeOutput(
            OutputStream out,
            List<EnvelopeHeader.Recipient> recipients,
            byte[] iv,
            BufferedBlockCipher cipher,
            Path folder)
            throws IOException {
        this.out = out;
        this.recipients = List.copyOf(recipients);
        this.iv = iv;
        this.cipher = cipher;
        this.spool = FileChannel.open(
                Files.createTempFile(folder, ".sealing", ".part"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.spooling = new BufferedOutputStream(Channels.newOutputStream(spool), PIECE);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        failed = true;
        for (int at = 0; at < length; at += PIECE) {
            int count = cipher.processBytes(from, offset + at, Math.min(PIECE, length - at), encrypted, 0);
            spooling.write(encrypted, 0, count);
        }
        failed = false;
    }

    /** Writes the envelope, unless something could not be written before; leaves what it is written to open. */
    @Override
    public void close() throws IOException {
        if (!spool.isOpen()) {
            return;
        }
        try (spool) {
            if (!failed) {
                finish();
            }
        }
    }

    private void finish() throws IOException {
        try {
            spooling.write(encrypted, 0, cipher.doFinal(encrypted, 0));
        } catch (InvalidCipherTextException never) {
            throw new IllegalStateException("SM4 cannot end what it began", never);
        }
        spooling.flush();
        var headed = new BufferedOutputStream(out, PIECE);
        new EnvelopeHeader(recipients, iv, spool.size()).writeTo(headed);
        spool.position(0);
        Channels.newInputStream(spool).transferTo(headed);
        headed.flush();
    }
}
