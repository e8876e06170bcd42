package io.tidings.taxii.client.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the identity of the moment, whichever issuers the server lists: servers that pin list none, or others.
 *
 * <p>Alias, chain and key are asked for one after the other; an alias names the identity by its fingerprint, so that
 * an exchange of identities in between never pairs one's certificate with the other's key.
 */
final class IdentityKeyManager extends X509ExtendedKeyManager {
    private final Supplier<Optional<ClientIdentity>> identity;
    private volatile Shown shown = new Shown(Optional.empty(), Optional.empty());

    /** The identity shown last, and the one before it. */
    private record Shown(Optional<ClientIdentity> latest, Optional<ClientIdentity> former) {
        Shown with(ClientIdentity identity) {
            return latest.filter(identity::equals).isPresent() ? this : new Shown(Optional.of(identity), latest);
        }
    }

    IdentityKeyManager(Supplier<Optional<ClientIdentity>> identity) {
        this.identity = identity;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return chooseClientAlias(keyTypes, issuers, null);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        Optional<ClientIdentity> current = identity.get();
        if (current.isEmpty() || !fits(current.get(), keyTypes)) {
            return null;
        }
        remember(current.get());
        return Fingerprint.ofPublicKey(current.get().certificate());
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias)
                .map(found -> found.chain().toArray(new X509Certificate[0]))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(ClientIdentity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        String alias = chooseClientAlias(new String[] {keyType}, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    private synchronized void remember(ClientIdentity identity) {
        shown = shown.with(identity);
    }

    private Optional<ClientIdentity> named(String alias) {
        Shown now = shown;
        return now.latest()
                .filter(one -> isNamed(one, alias))
                .or(() -> now.former().filter(one -> isNamed(one, alias)));
    }

    private static boolean isNamed(ClientIdentity identity, String alias) {
        return Fingerprint.ofPublicKey(identity.certificate()).equals(alias);
    }

    private static boolean fits(ClientIdentity identity, String[] keyTypes) {
        String own = family(identity.certificate().getPublicKey().getAlgorithm());
        return Arrays.stream(keyTypes).map(IdentityKeyManager::family).anyMatch(own::equals);
    }

    // Providers name one family differently: EC and ECDSA, EdDSA and Ed25519, RSA and RSASSA-PSS.
    private static String family(String algorithm) {
        String upper = algorithm.toUpperCase(Locale.ROOT);
        return upper.startsWith("ED") ? "ED" : upper.startsWith("EC") ? "EC" : upper.startsWith("RSA") ? "RSA" : upper;
    }
}
