package io.tidings.node.identity;

import io.tidings.node.file.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The key and certificate by which this node proves itself, to those who connect to it and to those it connects to.
 *
 * <p>Kept in a PKCS#12 keystore. Safe from any thread; a replacement is durable in the keystore before it takes effect,
 * new handshakes use it at once, and connections that are open stay.
 */
public final class NodeIdentity {
    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "node";

    private final Path keystore;
    private final Secret password;
    private final LiveKeyManager live;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private NodeIdentity(Path keystore, Secret password, KeyAndChain current) {
        this.keystore = keystore;
        this.password = password;
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
        write(keystore, password, made);
        return new NodeIdentity(keystore, password, read(keystore, password));
    }

    /**
     * Opens the keystore that {@link #create} wrote, or any PKCS#12 keystore with one private key.
     *
     * @throws IOException if it cannot be read, the password is wrong, or there is no key in it; the message says which
     */
    public static NodeIdentity open(Path keystore, Secret password) throws IOException, GeneralSecurityException {
        return new NodeIdentity(keystore, password, read(keystore, password));
    }

    /** This node's own certificate, as it is now. */
    public X509Certificate certificate() {
        return live.current().certificate();
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
        KeyAndChain onDisk = read(keystore, password);
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

    private synchronized void replace(PrivateKey key, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        var next = new KeyAndChain(key, chain);
        write(keystore, password, next);
        live.replace(next);
        listeners.forEach(Runnable::run);
    }

    private static void write(Path keystore, Secret password, KeyAndChain pair)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        store.setKeyEntry(ALIAS, pair.key(), password.characters(), pair.chain().toArray(Certificate[]::new));
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.characters());
        PrivateFiles.write(keystore, bytes.toByteArray());
    }

    private static KeyAndChain read(Path keystore, Secret password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (var in = Files.newInputStream(keystore)) {
            store.load(in, password.characters());
        } catch (IOException e) {
            if (e.getCause() instanceof java.security.UnrecoverableKeyException) {
                throw new IOException("the keystore " + keystore + " does not open with the password given", e);
            }
            throw new IOException("the keystore " + keystore + " cannot be read: " + e.getMessage(), e);
        }
        for (String alias : java.util.Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return entry(store, alias, password);
            }
        }
        throw new IOException("the keystore " + keystore + " holds no private key");
    }

    private static KeyAndChain entry(KeyStore store, String alias, Secret password) throws GeneralSecurityException {
        Key key = store.getKey(alias, password.characters());
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new KeyAndChain((PrivateKey) key, chain);
    }
}
