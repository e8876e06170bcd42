package io.tidings.node.identity;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.KeyVault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap the store's data keys: AES-256, in a PKCS#12 keystore of their own, made when first needed.
 *
 * <p>A keystore of their own, because the other one is replaced with the node's certificate, by operators too, and
 * whoever loses these keys loses all that is encrypted. Its keys are named {@code storage-1}, {@code storage-2}, …; a
 * name is never given twice as long as the newest key is there. Keys that were used are remembered, since opening a
 * keystore takes tens of milliseconds.
 */
public final class StorageKeys implements KeyVault {
    private static final String TYPE = "PKCS12";
    private static final String PREFIX = "storage-";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path keystore;
    private final Secret password;
    private final SecureRandom random;
    private final Map<String, SecretKey> used = new HashMap<>(); // guarded by this

    /** @param keystore need not exist */
    public StorageKeys(Path keystore, Secret password, SecureRandom random) {
        this.keystore = keystore;
        this.password = password;
        this.random = random;
    }

    @Override
    public synchronized String current() {
        KeyStore keys = read();
        requireUsed(keys);
        int newest = newest(keys);
        return newest > 0 ? PREFIX + newest : add(keys, 1);
    }

    @Override
    public synchronized String replace() {
        KeyStore keys = read();
        requireUsed(keys);
        return add(keys, newest(keys) + 1);
    }

    @Override
    public synchronized void keepOnly(String name) {
        KeyStore keys = read();
        try {
            if (!keys.containsAlias(name)) {
                throw new IllegalArgumentException(keystore + " has no key '" + name + "'");
            }
            for (String each : aliases(keys)) {
                if (!each.equals(name)) {
                    keys.deleteEntry(each);
                }
            }
            write(keys);
            used.keySet().retainAll(List.of(name));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a PKCS#12 keystore that is loaded gives up its entries", impossible);
        }
    }

    // Random nonces of 96 bits: a key wraps as many secrets as there are origins, not the 2^32 that GCM allows for.
    @Override
    public byte[] wrap(String name, byte[] secret, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + secret.length + TAG_BITS / Byte.SIZE);
        try {
            cipher(Cipher.ENCRYPT_MODE, key(name), nonce, context)
                    .doFinal(secret, 0, secret.length, wrapped, NONCE_BYTES);
            return wrapped;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in GCM", impossible);
        }
    }

    @Override
    public byte[] unwrap(String name, byte[] wrapped, byte[] context) {
        SecretKey key = key(name);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, wrapped, context)
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
        } catch (AEADBadTagException | IllegalArgumentException other) {
            throw new KeyUnavailableException(
                    "the key '" + name + "' in " + keystore
                            + " is not the one with which the store's keys were wrapped,"
                            + " or these were changed; put back the " + keystore.getFileName()
                            + " that belongs to this store, from its backup",
                    other);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in GCM", impossible);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(context);
        return cipher;
    }

    private synchronized SecretKey key(String name) {
        SecretKey known = used.get(name);
        if (known != null) {
            return known;
        }
        SecretKey key = key(read(), name);
        used.put(name, key);
        return key;
    }

    // Whoever took the file away, or put another in its place, while the node runs, must not lose what is written next.
    private void requireUsed(KeyStore keys) {
        used.forEach((name, key) -> {
            if (!MessageDigest.isEqual(key.getEncoded(), key(keys, name).getEncoded())) {
                throw new KeyUnavailableException("the key '" + name + "' in " + keystore
                        + " is another than the one in use; put back the " + keystore.getFileName()
                        + " that belongs to this store, from its backup");
            }
        });
    }

    private SecretKey key(KeyStore keys, String name) {
        try {
            Key key = keys.getKey(name, password.characters());
            if (key instanceof SecretKey secret) {
                return secret;
            }
        } catch (GeneralSecurityException unreadable) {
            throw new KeyUnavailableException(
                    "the key '" + name + "' in " + keystore + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
        throw new KeyUnavailableException("the store holds content encrypted under the key '" + name + "', and "
                + keystore + (Files.exists(keystore) ? " has no such key" : " is missing") + "; put back the "
                + keystore.getFileName() + " that belongs to this store, from its backup. Without it that content is"
                + " lost");
    }

    private String add(KeyStore keys, int number) {
        String name = PREFIX + number;
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        try {
            keys.setEntry(
                    name,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(secret, "AES")),
                    new KeyStore.PasswordProtection(password.characters()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a PKCS#12 keystore takes an AES key", impossible);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        write(keys);
        return name;
    }

    private static int newest(KeyStore keys) {
        return aliases(keys).stream()
                .filter(name -> name.matches(PREFIX + "[1-9][0-9]{0,8}"))
                .mapToInt(name -> Integer.parseInt(name.substring(PREFIX.length())))
                .max()
                .orElse(0);
    }

    private static List<String> aliases(KeyStore keys) {
        try {
            return Collections.list(keys.aliases());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a keystore that is loaded names its entries", impossible);
        }
    }

    private KeyStore read() {
        try {
            KeyStore keys = KeyStore.getInstance(TYPE);
            if (!Files.exists(keystore)) {
                keys.load(null, null);
                return keys;
            }
            try (var in = Files.newInputStream(keystore)) {
                keys.load(in, password.characters());
            }
            return keys;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new KeyUnavailableException(
                    "the store's keys in " + keystore + " cannot be read: " + unreadable.getMessage()
                            + "; the password is secrets/keystore-password. Restore both from a backup",
                    unreadable);
        }
    }

    private void write(KeyStore keys) {
        var bytes = new ByteArrayOutputStream();
        try {
            keys.store(bytes, password.characters());
            PrivateFiles.write(keystore, bytes.toByteArray());
        } catch (IOException | GeneralSecurityException failed) {
            throw new KeyUnavailableException(
                    "the store's keys could not be written to " + keystore + ": " + failed.getMessage(), failed);
        }
    }
}
