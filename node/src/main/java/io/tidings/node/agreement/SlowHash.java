package io.tidings.node.agreement;

/** Hashes that make guessing a password expensive. Takes a good part of a second and some memory; safe from any thread. */
public interface SlowHash {
    /** A salted hash of {@code secret}. */
    PasswordHash hash(byte[] secret);

    /** Whether {@code hash} was made of {@code secret}; the time taken does not tell how much of it is right. */
    boolean matches(byte[] secret, PasswordHash hash);

    /** A hash that no secret is known to match, at the cost of the others; made without computing one. */
    PasswordHash ofNothing();
}
