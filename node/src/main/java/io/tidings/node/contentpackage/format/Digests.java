package io.tidings.node.contentpackage.format;

import io.tidings.stix.bytes.ByteSlice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in hexadecimal, as {@code sha256sum} writes it. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return text(sha256().digest(bytes));
    }

    static String of(List<ByteSlice> slices) {
        MessageDigest digest = sha256();
        slices.forEach(each -> digest.update(each.array(), each.offset(), each.length()));
        return text(digest.digest());
    }

    static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
