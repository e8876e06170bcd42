package io.tidings.node.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Signatures of which one byte was changed. */
final class SignatureBytes {
    private SignatureBytes() {}

    /** What is to notice it. */
    @FunctionalInterface
    interface Check {
        void check(byte[] changed) throws SignatureFaultException;
    }

    /**
     * The places where a change goes unnoticed.
     *
     * @param from the first place
     * @param step from one place to the next
     * @param change the bits of a byte that are changed: 1 makes neighbouring tags and letters of it
     */
    static List<Integer> unnoticed(byte[] signature, int from, int step, int change, Check check) {
        List<Integer> unnoticed = new ArrayList<>();
        for (int at = from; at < signature.length; at += step) {
            byte[] changed = signature.clone();
            changed[at] ^= (byte) change;
            try {
                check.check(changed);
                unnoticed.add(at);
            } catch (SignatureFaultException noticed) {
                assertThat(noticed.getMessage()).isNotBlank();
            }
        }
        return unnoticed;
    }
}
