package io.tidings.taxii.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password or token that never shows itself; {@code toString} hides it. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if {@code value} is empty or has control characters */
    public static Secret of(String value) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a secret is neither empty nor has it control characters");
        }
        return new Secret(value);
    }

    /** For the one place that sends it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
