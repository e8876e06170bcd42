package io.tidings.node.agreement;

/** A slow, salted hash of a secret, as written in a client's file; {@code toString} shows no more than its kind. */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash[]";
    }
}
