package io.tidings.node.audit;

import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** Signs checkpoints. Safe from any thread. */
public interface Signer {
    /** The key that {@link #sign} will use. */
    PublicKey publicKey() throws GeneralSecurityException;

    /** The name of the algorithm in a JWS: {@code ES256}, {@code EdDSA}, {@code RS256}. */
    String algorithm() throws GeneralSecurityException;

    /** The signature in the form that JWS gives it (RFC 7518 §3, RFC 8037 §3.1). */
    byte[] sign(byte[] input) throws GeneralSecurityException;
}
