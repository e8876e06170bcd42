package io.tidings.node.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The key and certificate by which this node proves itself, to those who connect to it and to those it connects to.
 *
 * <p>Kept in a PKCS#12 keystore. Safe from any thread; a replacement is durable in the keystore before it takes effect,
 * new handshakes use it at once, and connections that are open stay.
 */
public final class NodeIdentity {
    private final KeystoreFile keystore;
    private final LiveKeyManager live;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private NodeIdentity(KeystoreFile keystore, KeyAndChain current) {
        this.keystore = keystore;
        this.live = new LiveKeyManager(current);
    }

    /**
     * Makes a key and a self-signed certificate and writes them to {@code keystore}, readable for its owner only.
     *
     * @throws FileAlreadyExistsException if there is one: an identity that peers have pinned is never overwritten
     */
    public static NodeIdentity create(
            Path keystore, Secret password, KeyKind kind, CertificateSubject subject, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        if (Files.exists(keystore)) {
            throw new FileAlreadyExistsException(keystore.toString(), null, "holds an identity already");
        }
        KeyPair key = Certificates.newKey(kind, random);
        var made = new KeyAndChain(key.getPrivate(), List.of(Certificates.selfSigned(key, subject, clock, random)));
        new KeystoreFile(keystore, password).write(new KeystoreFile.Held(made, Optional.empty()));
        return open(keystore, password);
    }

    /**
     * Opens the keystore that {@link #create} wrote, or any PKCS#12 keystore with one private key.
     *
     * @throws IOException if it cannot be read, the password is wrong, or there is no key in it; the message says which
     */
    public static NodeIdentity open(Path keystore, Secret password) throws IOException, GeneralSecurityException {
        var file = new KeystoreFile(keystore, password);
        return new NodeIdentity(file, file.read().current());
    }

    /** This node's own certificate, as it is now. */
    public X509Certificate certificate() {
        return live.current().certificate();
    }

    /** Of which kind its key is. */
    public KeyKind kind() {
        return KeyKind.of(live.current().key());
    }

    /** {@link #certificate} and what it was issued by, as far as it is known. */
    public List<X509Certificate> chain() {
        return live.current().chain();
    }

    /** Of {@link #certificate}. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate());
    }

    /** For both listeners and for outgoing connections; always presents the current certificate. */
    public X509ExtendedKeyManager keyManager() {
        return live;
    }

    /** Makes a new certificate for the key there is, so that peers who pinned the key need not do anything. */
    public void renew(CertificateSubject subject, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        KeyAndChain now = live.current();
        var pair = new KeyPair(now.certificate().getPublicKey(), now.key());
        replace(now.key(), List.of(Certificates.selfSigned(pair, subject, clock, random)));
    }

    /** Makes a new key and certificate. Peers must pin them before they can connect again. */
    public void replaceKey(KeyKind kind, CertificateSubject subject, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        KeyPair key = Certificates.newKey(kind, random);
        replace(key.getPrivate(), List.of(Certificates.selfSigned(key, subject, clock, random)));
    }

    /**
     * Takes a certificate that an authority issued for the key there is.
     *
     * @param chain this node's own first
     * @throws IllegalArgumentException if it is for another key
     */
    public void replaceCertificate(List<X509Certificate> chain) throws IOException, GeneralSecurityException {
        KeyAndChain now = live.current();
        if (!Arrays.equals(
                chain.get(0).getPublicKey().getEncoded(),
                now.certificate().getPublicKey().getEncoded())) {
            throw new IllegalArgumentException("the certificate is for another key than this node's");
        }
        replace(now.key(), chain);
    }

    /**
     * Looks whether another process replaced the keystore, and takes what it holds.
     *
     * @return whether the certificate is another now
     * @throws IOException if it cannot be read; the certificate in use stays
     */
    public boolean reload() throws IOException, GeneralSecurityException {
        KeyAndChain onDisk = keystore.read().current();
        if (onDisk.chain().equals(live.current().chain())) {
            return false;
        }
        live.replace(onDisk);
        listeners.forEach(Runnable::run);
        return true;
    }

    /** Calls {@code listener} after every replacement, on the thread that replaces. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    /** The private key, for signing and for outgoing connections. */
    public PrivateKey privateKey() {
        return live.current().key();
    }

    /**
     * The certificate prepared to follow {@link #certificate}, as the keystore has it now. Peers can pin it before it is
     * shown to anyone.
     */
    public Optional<X509Certificate> next() throws IOException, GeneralSecurityException {
        return keystore.read().next().map(KeyAndChain::certificate);
    }

    /**
     * Prepares the certificate that is to follow; the one in use stays in use.
     *
     * @param newKey the kind of key to make; empty keeps the key there is
     * @return the certificate prepared
     * @throws IllegalStateException if one is prepared already: peers may have pinned it
     */
    public synchronized X509Certificate prepareNext(
            Optional<KeyKind> newKey, CertificateSubject subject, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        KeystoreFile.Held held = keystore.read();
        if (held.next().isPresent()) {
            throw new IllegalStateException("a certificate is prepared already, which peers may have pinned: "
                    + Fingerprint.of(held.next().get().certificate()));
        }
        KeyPair key = newKey.isPresent()
                ? Certificates.newKey(newKey.get(), random)
                : new KeyPair(
                        held.current().certificate().getPublicKey(),
                        held.current().key());
        var next = new KeyAndChain(key.getPrivate(), List.of(Certificates.selfSigned(key, subject, clock, random)));
        keystore.write(new KeystoreFile.Held(held.current(), Optional.of(next)));
        return next.certificate();
    }

    /**
     * Puts the prepared certificate in place of the one in use, which is forgotten. New handshakes show it at once.
     *
     * @throws IllegalStateException if none is prepared
     */
    public synchronized void switchToNext() throws IOException, GeneralSecurityException {
        KeyAndChain next = keystore.read().next().orElseThrow(() -> new IllegalStateException("none is prepared"));
        take(new KeystoreFile.Held(next, Optional.empty()));
    }

    /** Forgets the prepared certificate and its key. Returns whether there was one. */
    public synchronized boolean dropNext() throws IOException, GeneralSecurityException {
        KeystoreFile.Held held = keystore.read();
        keystore.write(new KeystoreFile.Held(held.current(), Optional.empty()));
        return held.next().isPresent();
    }

    // What is prepared outlives a replacement by other means: peers may count on it.
    private synchronized void replace(PrivateKey key, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        take(new KeystoreFile.Held(new KeyAndChain(key, chain), keystore.read().next()));
    }

    private void take(KeystoreFile.Held held) throws IOException, GeneralSecurityException {
        keystore.write(held);
        live.replace(held.current());
        listeners.forEach(Runnable::run);
    }
}
