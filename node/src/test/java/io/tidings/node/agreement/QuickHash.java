package io.tidings.node.agreement;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Passwords' hashes that cost nothing to make and to compare, for what is not about their cost. */
public final class QuickHash {
    private static final int LOG_COST = 2;

    private QuickHash() {}

    public static PasswordHash of(String password) {
        return new ScryptHash(new SecureRandom(), LOG_COST, 1).hash(password.getBytes(StandardCharsets.UTF_8));
    }
}
