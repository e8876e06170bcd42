package io.tidings.node.identity;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Presents the key and chain that are current when a handshake begins, so that a renewal needs no new listener.
 *
 * <p>The alias carries the generation: a handshake that began before a replacement ends with the pair it began with.
 */
final class LiveKeyManager extends X509ExtendedKeyManager {
    private record Pair(
            long generation, KeyAndChain current, @Nullable KeyAndChain before) {}

    private volatile Pair pair;

    LiveKeyManager(KeyAndChain first) {
        pair = new Pair(0, first, null);
    }

    KeyAndChain current() {
        return pair.current;
    }

    synchronized void replace(KeyAndChain next) {
        pair = new Pair(pair.generation + 1, next, pair.current);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return alias(keyType);
    }

    // Issuers are not looked at: the other side pins this very certificate, whatever authorities it also names.
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        KeyAndChain of = of(alias);
        return of == null ? null : of.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        KeyAndChain of = of(alias);
        return of == null ? null : of.key();
    }

    private @Nullable String alias(String... keyTypes) {
        Pair now = pair;
        String algorithm = now.current.key().getAlgorithm();
        // TLS 1.2 suites speak of key types as EC_EC and the like (server side); the key's own is before the
        // underscore.
        boolean fits =
                Arrays.stream(keyTypes).anyMatch(type -> type.equals(algorithm) || type.startsWith(algorithm + "_"));
        return fits ? "node-" + now.generation : null;
    }

    private @Nullable KeyAndChain of(String alias) {
        Pair now = pair;
        if (alias.equals("node-" + now.generation)) {
            return now.current;
        }
        return alias.equals("node-" + (now.generation - 1)) ? now.before : null;
    }
}
