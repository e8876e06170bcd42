package io.tidings.node.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.PublicSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The keys with which this node seals what it takes in: the one in use, and those before it, whose seals are still
 * about.
 *
 * <p>Apart from the key of TLS, which proves who speaks now: what is sealed is verified for years, by others than those
 * who connect. The file {@code signing-keys.json} has the private half of the key in use alone, as encrypted PKCS#8; those
 * that are done are forgotten. Safe from any thread; a change is durable before it takes effect.
 */
public final class SigningKeys {
    /** Who holds these keys, in what verifying says. */
    public static final String HOLDER = TrustedKey.OWN;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ITERATIONS = 10_000;

    private final Path file;
    private final Secret password;
    private final SecureRandom random;
    private final Clock clock;
    private List<Own> keys = List.of(); // guarded by this
    private Optional<PrivateSealKey> opened = Optional.empty(); // guarded by this
    private Optional<FileTime> seen = Optional.empty(); // guarded by this

    /**
     * One of them.
     *
     * @param sealed encrypted PKCS#8, of the key in use
     * @param reason why it was revoked
     */
    private record Own(
            PublicSealKey key,
            Instant from,
            Optional<Instant> until,
            Optional<Instant> revoked,
            String reason,
            Optional<byte[]> sealed) {
        boolean isInUse() {
            return until.isEmpty() && revoked.isEmpty();
        }

        Own ended(Instant at) {
            return new Own(key, from, until.or(() -> Optional.of(at)), revoked, reason, Optional.empty());
        }
    }

    /** A key for showing. */
    public record Described(
            PublicSealKey key,
            Instant from,
            Optional<Instant> until,
            Optional<Instant> revoked,
            String reason,
            boolean inUse) {}

    /** @param file need not exist: then there is no key yet */
    public SigningKeys(Path file, Secret password, SecureRandom random, Clock clock) {
        this.file = file;
        this.password = password;
        this.random = random;
        this.clock = clock;
    }

    /** All, the newest last. */
    public synchronized List<Described> list() throws IOException {
        look();
        return keys.stream()
                .map(own ->
                        new Described(own.key(), own.from(), own.until(), own.revoked(), own.reason(), own.isInUse()))
                .toList();
    }

    /** As others are to know them: for the card. */
    public List<SignerKey> published() throws IOException {
        return list().stream()
                .map(each -> new SignerKey(each.key(), each.from(), each.until(), each.revoked()))
                .toList();
    }

    /**
     * The key in use; empty if there is none, such as after it was revoked.
     *
     * @throws IllegalStateException if it does not open, or is another than the public one that partners know
     */
    public synchronized Optional<PrivateSealKey> current() {
        if (opened.isEmpty()) {
            opened = keys.stream().filter(Own::isInUse).findFirst().map(this::open);
        }
        return opened;
    }

    /** Sees to it that there is a key to seal with, and that it is known here. */
    public synchronized void ensure(SealAlgorithm algorithm) throws IOException {
        look();
        if (keys.isEmpty()) {
            rotate(algorithm);
        }
    }

    /** Takes what another process has written to the file. Returns whether that was something new. */
    public synchronized boolean look() throws IOException {
        Optional<FileTime> now = Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
        if (now.equals(seen)) {
            return false;
        }
        keys = now.isEmpty() ? List.of() : read();
        opened = Optional.empty();
        seen = now;
        return true;
    }

    /** Makes a new key and puts it in use; the one before stays known, and signs no more. */
    public synchronized PublicSealKey rotate(SealAlgorithm algorithm) throws IOException {
        look();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PrivateSealKey made = PrivateSealKey.generate(algorithm, random);
        List<Own> next = new ArrayList<>();
        keys.forEach(own -> next.add(own.isInUse() ? own.ended(now) : own));
        next.add(new Own(made.publicKey(), now, Optional.empty(), Optional.empty(), "", Optional.of(seal(made))));
        write(next);
        opened = Optional.of(made);
        return made.publicKey();
    }

    /**
     * Says that a key was not ours alone from a time on. If it is in use, nothing is sealed until the next is made.
     *
     * @return false if there is no such key
     */
    public synchronized boolean revoke(String thumbprint, Instant since, String reason) throws IOException {
        look();
        List<Own> next = new ArrayList<>();
        boolean found = false;
        for (Own own : keys) {
            boolean asked = own.key().thumbprint().equals(thumbprint);
            found |= asked;
            next.add(
                    asked
                            ? new Own(own.key(), own.from(), own.until(), Optional.of(since), reason, Optional.empty())
                            : own);
        }
        if (found) {
            write(next);
        }
        return found;
    }

    /** Our own keys, for verifying what we sealed; {@code identities} are those that we create content by. */
    public KeyBook book(String organisation, Set<String> identities) {
        return thumbprint -> find(thumbprint)
                .map(own -> new TrustedKey(
                        own.key(), HOLDER, organisation, identities, own.from(), own.until(), own.revoked()));
    }

    private synchronized Optional<Own> find(String thumbprint) {
        return keys.stream()
                .filter(own -> own.key().thumbprint().equals(thumbprint))
                .findFirst();
    }

    private List<Own> read() throws IOException {
        List<Own> read = new ArrayList<>();
        try {
            for (JsonNode each : JSON.readTree(file.toFile()).path("keys")) {
                read.add(own(each));
            }
            return read;
        } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
            throw new IOException(
                    "the signing keys in " + file + " cannot be read: " + unreadable.getMessage()
                            + "; put the file back from a backup, or move it away to begin with a new key",
                    unreadable);
        }
    }

    private static Own own(JsonNode json) {
        SealAlgorithm algorithm = SealAlgorithm.parse(json.path("alg").asText())
                .orElseThrow(() -> new IllegalArgumentException("a key for an algorithm that is not known"));
        return new Own(
                PublicSealKey.of(algorithm, json.path("x").asText(), text(json, "y")),
                Instant.parse(json.path("from").asText()),
                text(json, "until").map(Instant::parse),
                text(json, "revoked").map(Instant::parse),
                text(json, "reason").orElse(""),
                text(json, "private").map(Base64.getDecoder()::decode));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private void write(List<Own> next) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode list = root.put("tidings-signing-keys", 1).putArray("keys");
        for (Own own : next) {
            ObjectNode each = list.addObject();
            for (Map.Entry<String, String> member : own.key().jwk().entrySet()) {
                each.put(member.getKey(), member.getValue());
            }
            each.put("from", own.from().toString());
            own.until().ifPresent(at -> each.put("until", at.toString()));
            own.revoked().ifPresent(at -> each.put("revoked", at.toString()));
            if (!own.reason().isEmpty()) {
                each.put("reason", own.reason());
            }
            own.sealed()
                    .ifPresent(der -> each.put("private", Base64.getEncoder().encodeToString(der)));
        }
        PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        keys = List.copyOf(next);
        opened = Optional.empty();
        seen = Optional.of(Files.getLastModifiedTime(file));
    }

    private byte[] seal(PrivateSealKey key) throws IOException {
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(new BouncyCastleProvider())
                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                    .setIterationCount(ITERATIONS)
                    .setRandom(random)
                    .setPassword(password.characters())
                    .build();
            return new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.encoded()))
                    .build(encryptor)
                    .getEncoded();
        } catch (OperatorCreationException impossible) {
            throw new IllegalStateException("Bouncy Castle has AES and PBKDF2", impossible);
        }
    }

    private PrivateSealKey open(Own own) {
        PrivateSealKey key = open(own.key().algorithm(), own.sealed().orElse(new byte[0]));
        if (!key.publicKey().equals(own.key())) {
            throw new IllegalStateException(
                    "the signing key in " + file + " is " + key.publicKey().thumbprint()
                            + ", and the public one beside it, which partners know, is "
                            + own.key().thumbprint()
                            + "; restore the file from a backup, or 'tidings signing-key rotate' makes a new one");
        }
        return key;
    }

    private PrivateSealKey open(SealAlgorithm algorithm, byte[] sealed) {
        try {
            var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password.characters());
            byte[] pkcs8 = new PKCS8EncryptedPrivateKeyInfo(sealed)
                    .decryptPrivateKeyInfo(decryptor)
                    .getEncoded();
            return PrivateSealKey.parse(algorithm, pkcs8);
        } catch (IOException | PKCSException | OperatorCreationException | IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "the signing key in " + file + " does not open with secrets/keystore-password; restore both from a"
                            + " backup, or 'tidings signing-key rotate' makes a new one",
                    unreadable);
        }
    }
}
