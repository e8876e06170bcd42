package io.tidings.node.agreement;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914), written {@code $scrypt$ln=14,r=8,p=5$SALT$HASH} with base64 without padding, as passlib does.
 *
 * <p>The default needs 16 MiB for the time of a computation: the setting of least memory that OWASP recommends.
 */
public final class ScryptHash implements SlowHash {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int USUAL_LOG_COST = 14;
    private static final int BLOCK_SIZE = 8;
    private static final int USUAL_PARALLEL = 5;
    private static final Pattern FORM = Pattern.compile(
            "\\$scrypt\\$ln=([0-9]{1,2}),r=([0-9]{1,2}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]{22,86})\\$([A-Za-z0-9+/]{43})");

    private final SecureRandom random;
    private final int logCost;
    private final int parallel;

    public ScryptHash(SecureRandom random) {
        this(random, USUAL_LOG_COST, USUAL_PARALLEL);
    }

    /** With another cost: 2^{@code logCost} KiB of memory, {@code parallel} times the work. */
    ScryptHash(SecureRandom random, int logCost, int parallel) {
        this.random = random;
        this.logCost = logCost;
        this.parallel = parallel;
    }

    @Override
    public PasswordHash hash(byte[] secret) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encoded(salt, SCrypt.generate(secret, salt, 1 << logCost, BLOCK_SIZE, parallel, HASH_BYTES));
    }

    @Override
    public PasswordHash ofNothing() {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return encoded(salt, hash);
    }

    private PasswordHash encoded(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$scrypt$ln=%d,r=%d,p=%d$%s$%s"
                .formatted(logCost, BLOCK_SIZE, parallel, base64.encodeToString(salt), base64.encodeToString(hash)));
    }

    @Override
    public boolean matches(byte[] secret, PasswordHash hash) {
        Optional<Parts> read = parts(hash);
        if (read.isEmpty()) {
            return false;
        }
        Parts parts = read.get();
        byte[] made = SCrypt.generate(secret, parts.salt, 1 << parts.logCost, parts.block, parts.parallel, HASH_BYTES);
        return MessageDigest.isEqual(made, parts.hash);
    }

    /** Whether {@code hash} has the form and asks for no more than 128 MiB and a bearable time. */
    static boolean isReadable(PasswordHash hash) {
        return parts(hash).isPresent();
    }

    private static Optional<Parts> parts(PasswordHash hash) {
        Matcher form = FORM.matcher(hash.encoded());
        if (!form.matches()) {
            return Optional.empty();
        }
        int logCost = Integer.parseInt(form.group(1));
        int block = Integer.parseInt(form.group(2));
        int parallel = Integer.parseInt(form.group(3));
        if (logCost < 1 || logCost > 17 || block < 1 || block > 8 || parallel < 1 || parallel > 16) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] salt = base64.decode(form.group(4));
            return Optional.of(new Parts(logCost, block, parallel, salt, base64.decode(form.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Parts(int logCost, int block, int parallel, byte[] salt, byte[] hash) {}
}
