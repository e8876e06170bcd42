package io.tidings.node.cms;

import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * Decrypts SM4-CBC (GB/T 32907) while it is read. <strong>Nothing that it gives is proven, not even at its end</strong>:
 * only what is signed within is. All that is wrong has one message, and stays wrong however often one reads on.
 */
final class Sm4CbcInput extends InputStream {
    private static final int PIECE = 64 << 10;

    private final InputStream in;
    private final BufferedBlockCipher cipher;
    private final byte[] encrypted = new byte[PIECE];
    private final byte[] plain = new byte[PIECE + 32];
    private long left;
    private int next;
    private int end;
    private State state = State.READING;

    private enum State {
        READING,
        ENDED,
        WRONG
    }

    /** @param bytes how many are encrypted; behind them there may be nothing */
    Sm4CbcInput(InputStream in, long bytes, BufferedBlockCipher cipher) {
        this.in = in;
        this.left = bytes;
        this.cipher = cipher;
    }

    @Override
    public int read() throws IOException {
        return isThereMore() ? plain[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!isThereMore()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(plain, next, to, offset, count);
        next += count;
        return count;
    }

    /** @return whether there is any; false at the end */
    private boolean isThereMore() throws IOException {
        while (next == end) {
            if (state == State.WRONG) {
                throw wrong();
            }
            if (state == State.ENDED) {
                return false;
            }
            fill();
        }
        return true;
    }

    private void fill() throws IOException {
        int count = in.readNBytes(encrypted, 0, (int) Math.min(PIECE, left));
        left -= count;
        next = 0;
        end = cipher.processBytes(encrypted, 0, count, plain, 0);
        if (left > 0 && count == PIECE) {
            return;
        }
        state = State.WRONG;
        if (left == 0 && in.read() < 0) {
            end();
        }
    }

    private void end() {
        try {
            end += cipher.doFinal(plain, end);
            state = State.ENDED;
        } catch (InvalidCipherTextException padding) {
            // It stays wrong.
        }
    }

    private static IOException wrong() {
        return new IOException("it was changed, or breaks off");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
