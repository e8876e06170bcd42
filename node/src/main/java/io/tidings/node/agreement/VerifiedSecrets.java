package io.tidings.node.agreement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which secrets were right, so that a client that polls every second does not cost a slow hash each
 * time. Keeps no secret: only its HMAC under a key that this process made and never shows. Safe from any thread.
 */
final class VerifiedSecrets {
    private static final String HMAC = "HmacSHA256";
    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> right;

    VerifiedSecrets(SecureRandom random, Clock clock) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
        right = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    boolean contains(PasswordHash hash, byte[] secret) {
        return right.getIfPresent(tag(hash, secret)) != null;
    }

    void add(PasswordHash hash, byte[] secret) {
        right.put(tag(hash, secret), Boolean.TRUE);
    }

    void clear() {
        right.invalidateAll();
    }

    // Over the hash as well, which is salted: a changed password is another entry, and no two clients share one.
    private ByteBuffer tag(PasswordHash hash, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(hash.encoded().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
