package io.tidings.node.store;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with random nonces of 192 bits (XAES-256-GCM of C2SP, c2sp.org/XAES-256-GCM). For any number of threads.
 *
 * <p>GCM fails if a key ever sees a nonce twice. A counter, or a nonce made of a chunk's stamps, would repeat: when a
 * transaction is undone or lost with a crash and its stamps are given again, when a chunk is written anew after a
 * removal, when a backup is restored, when two processes share a database. A random one needs no memory of what was;
 * but the 96 bits that GCM takes are few. So the first half of a nonce of 192 bits chooses a key of its own (NIST SP
 * 800-108r1, counter mode with AES-CMAC) and the second half is GCM's nonce under it. A repetition needs all 192 bits to
 * meet again: after 2^64 messages under one data key the chance is 2^-65, and a node that writes a million chunks a
 * second takes half a million years to write them.
 */
final class Xaes256Gcm {
    static final int KEY_BYTES = 32;
    /** By how much a sealed message is longer: the nonce before it and the tag behind it. */
    static final int OVERHEAD = 24 + 16;

    private static final int NONCE_BYTES = 24;
    private static final int HALF = NONCE_BYTES / 2;
    private static final int BLOCK = 16;
    private static final int TAG_BITS = 128;

    // The JIT compiler counts calls, not bytes. Given 700 KB at once, Java 17 was still at 45 MB/s after 500 calls; in
    // pieces it reaches 1.1 GB/s after a few dozen, and opening, which knows no pieces, with it.
    private static final int PIECE_BYTES = 512;
    private static final int WARM_UP_BYTES = 256 << 10;
    private static final int WARM_UP_ROUNDS = 32;

    private final Key key;
    private final byte[] subkey; // CMAC's K1

    /** @param key {@link #KEY_BYTES}; copied */
    Xaes256Gcm(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes; it has " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.subkey = doubled(block(new byte[BLOCK]));
    }

    /** Has the JIT compiler translate what sealing and opening need, in about 0.2 s of processor time. */
    static void warmUp() {
        var cipher = new Xaes256Gcm(new byte[KEY_BYTES]);
        byte[] nothing = new byte[WARM_UP_BYTES];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            cipher.seal(nothing, new byte[0], new byte[NONCE_BYTES]);
        }
    }

    /** @param context must be given again to open; is not part of the result */
    byte[] seal(byte[] plain, byte[] context, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return seal(plain, context, nonce);
    }

    byte[] seal(byte[] plain, byte[] context, byte[] nonce) {
        byte[] sealed = Arrays.copyOf(nonce, plain.length + OVERHEAD);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            int from = 0;
            int to = NONCE_BYTES;
            while (plain.length - from > PIECE_BYTES) {
                to += cipher.update(plain, from, PIECE_BYTES, sealed, to);
                from += PIECE_BYTES;
            }
            cipher.doFinal(plain, from, plain.length - from, sealed, to);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in GCM", impossible);
        }
    }

    /** @throws AEADBadTagException if it was not sealed with this key and context, or was changed since */
    byte[] open(byte[] sealed, byte[] context) throws AEADBadTagException {
        if (sealed.length < OVERHEAD) {
            throw new AEADBadTagException("too short: " + sealed.length + " bytes");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, context);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw changed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in GCM", impossible);
        }
    }

    /** @param nonce the first 24 bytes count */
    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derived(nonce), new GCMParameterSpec(TAG_BITS, nonce, HALF, HALF));
        cipher.updateAAD(context);
        return cipher;
    }

    private SecretKeySpec derived(byte[] nonce) {
        byte[] both = new byte[2 * BLOCK];
        for (int i = 0; i < 2; i++) {
            byte[] input = new byte[BLOCK];
            input[1] = (byte) (i + 1);
            input[2] = 'X';
            System.arraycopy(nonce, 0, input, BLOCK - HALF, HALF);
            for (int at = 0; at < BLOCK; at++) {
                input[at] ^= subkey[at];
            }
            System.arraycopy(block(input), 0, both, i * BLOCK, BLOCK);
        }
        return new SecretKeySpec(both, "AES");
    }

    private byte[] block(byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding"); // one block: no mode at all
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES", impossible);
        }
    }

    /** Twice a number in the field of CMAC (NIST SP 800-38B §6.1). */
    private static byte[] doubled(byte[] number) {
        byte[] twice = new byte[BLOCK];
        int carry = 0;
        for (int at = BLOCK - 1; at >= 0; at--) {
            int value = (number[at] & 0xFF) << 1 | carry;
            twice[at] = (byte) value;
            carry = value >>> 8;
        }
        twice[BLOCK - 1] ^= (byte) (carry * 0x87);
        return twice;
    }
}
