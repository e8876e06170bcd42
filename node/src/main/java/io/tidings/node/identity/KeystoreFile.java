package io.tidings.node.identity;

import io.tidings.node.file.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code keystore.p12}: the key and chain in use, and those prepared to follow them. Written whole or not at all. */
final class KeystoreFile {
    private static final String TYPE = "PKCS12";
    private static final String CURRENT = "node";
    private static final String NEXT = "next";

    private final Path file;
    private final Secret password;

    KeystoreFile(Path file, Secret password) {
        this.file = file;
        this.password = password;
    }

    /** What the file holds. */
    record Held(KeyAndChain current, Optional<KeyAndChain> next) {}

    /** @throws IOException if it cannot be read, the password is wrong, or there is no key in it; the message says which */
    Held read() throws IOException, GeneralSecurityException {
        KeyStore store = load();
        Optional<KeyAndChain> next = pair(store, NEXT);
        Optional<KeyAndChain> current = pair(store, CURRENT);
        // One that an operator made may have any alias.
        for (String alias : Collections.list(store.aliases())) {
            if (current.isEmpty() && !alias.equals(NEXT)) {
                current = pair(store, alias);
            }
        }
        return new Held(
                current.orElseThrow(() -> new IOException("the keystore " + file + " holds no private key")), next);
    }

    void write(Held held) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        set(store, CURRENT, held.current());
        if (held.next().isPresent()) {
            set(store, NEXT, held.next().get());
        }
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.characters());
        PrivateFiles.write(file, bytes.toByteArray());
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (var in = Files.newInputStream(file)) {
            store.load(in, password.characters());
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the keystore " + file
                            + " is missing; put it back together with secrets/keystore-password, both from"
                            + " the same copy",
                    e);
        } catch (FileSystemException e) {
            throw new IOException("the keystore cannot be read: " + e, e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IOException("the keystore " + file + " does not open with the password given", e);
            }
            throw new IOException("the keystore " + file + " is damaged, or no PKCS#12 file; put back a copy of it", e);
        }
        return store;
    }

    private void set(KeyStore store, String alias, KeyAndChain pair) throws GeneralSecurityException {
        store.setKeyEntry(alias, pair.key(), password.characters(), pair.chain().toArray(Certificate[]::new));
    }

    private Optional<KeyAndChain> pair(KeyStore store, String alias) throws GeneralSecurityException {
        if (!(store.getKey(alias, password.characters()) instanceof PrivateKey key)) {
            return Optional.empty();
        }
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return Optional.of(new KeyAndChain(key, chain));
    }
}
