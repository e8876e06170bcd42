package io.tidings.node.agreement;

import io.tidings.taxii.server.backend.RefusedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Compares a secret with its slow hash: seldom, only a few at a time, and as slowly for a user that does not exist.
 */
final class SecretCheck {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SlowHash slow;
    private final VerifiedSecrets verified;
    private final PasswordHash nobodys;
    private final Semaphore computing = new Semaphore(AT_ONCE, true);
    private final Semaphore waiting = new Semaphore(AT_ONCE + WAITING);

    SecretCheck(SlowHash slow, Clock clock, SecureRandom random) {
        this.slow = slow;
        this.verified = new VerifiedSecrets(random, clock);
        this.nobodys = slow.ofNothing();
    }

    /** Whether {@code secret} was found right lately; takes microseconds. */
    boolean isKnown(byte[] secret, Optional<PasswordHash> hash) {
        return hash.isPresent() && verified.contains(hash.get(), secret);
    }

    /**
     * Whether {@code hash} was made of {@code secret}; takes as long where there is no hash.
     *
     * @throws RefusedException 503 if too many are being computed
     */
    boolean isRight(byte[] secret, Optional<PasswordHash> hash) {
        return whenItsTurnComes(() -> {
            // A client that just came back with many connections waits for one computation, not for one each.
            if (isKnown(secret, hash)) {
                return true;
            }
            boolean matches = slow.matches(secret, hash.orElse(nobodys));
            if (hash.isEmpty() || !matches) {
                return false;
            }
            verified.add(hash.get(), secret);
            return true;
        });
    }

    void forget() {
        verified.clear();
    }

    private boolean whenItsTurnComes(BooleanSupplier comparison) {
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            if (!computing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return comparison.getAsBoolean();
            } finally {
                computing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.release();
        }
    }

    private static RefusedException busy() {
        return RefusedException.unavailable("Too many logins at once; try again.", Duration.ofSeconds(2));
    }
}
