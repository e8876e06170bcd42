package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Peer;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.yaml.MistakesException;
import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.auth.Secret;
import io.tidings.taxii.client.tls.ClientIdentity;
import io.tidings.taxii.client.tls.ServerTrust;
import io.tidings.taxii.client.tls.TlsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Who {@code get} says it is, and whom it trusts.
 *
 * @param pins of the server, as texts {@code sha256:HEX}
 * @param authorities a PEM file
 */
record GetLogin(Optional<String> user, boolean passwordFromInput, Set<String> pins, Optional<Path> authorities) {
    private static final Pattern PIN = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final int MOST_PEM_BYTES = 1 << 20;

    GetLogin {
        pins = Set.copyOf(pins);
        if (user.isPresent() != passwordFromInput) {
            throw new CommandFailure(
                    ExitCode.MISTAKE,
                    "--user and --password-stdin belong together; a password is never an argument, since every user of"
                            + " this machine sees those");
        }
        pins.stream().filter(pin -> !PIN.matcher(pin).matches()).findFirst().ifPresent(pin -> {
            throw new CommandFailure(ExitCode.MISTAKE, "--pin: '" + pin + "' is not sha256: and 64 hexadecimal digits");
        });
    }

    Auth auth(InputStream in) throws IOException {
        if (user.isEmpty()) {
            return Auth.none();
        }
        return Auth.basic(
                user.get(), Secret.of(new String(StandardInput.secretLine(in).characters())));
    }

    /** @param home whose certificate is shown and whose peers are trusted, unless pins or authorities were named */
    TlsOptions tls(Optional<NodeHome> home, SecureRandom random)
            throws IOException, GeneralSecurityException, MistakesException {
        if (home.isEmpty()) {
            return new TlsOptions(named().orElse(ServerTrust.system()), Optional::empty);
        }
        NodeIdentity identity =
                NodeIdentity.open(home.get().keystore(), new Secrets(home.get().secrets(), random).keystorePassword());
        Set<String> known = peers(home.get());
        known.add(identity.fingerprint().pin());
        Optional<ClientIdentity> shown = Optional.of(client(identity));
        return new TlsOptions(named().orElse(ServerTrust.pinned(() -> known)), () -> shown);
    }

    private Optional<ServerTrust> named() throws IOException {
        if (!pins.isEmpty()) {
            return Optional.of(ServerTrust.pinned(() -> pins));
        }
        return authorities.isPresent()
                ? Optional.of(ServerTrust.authorities(certificates(authorities.get())))
                : Optional.empty();
    }

    private static Set<String> peers(NodeHome home) throws IOException, MistakesException {
        Set<String> pins = new HashSet<>();
        for (Peer peer : Agreements.read(home.peers(), home.clients()).peers()) {
            pins.addAll(peer.pins());
        }
        return pins;
    }

    private static ClientIdentity client(NodeIdentity identity) throws GeneralSecurityException {
        X509ExtendedKeyManager keys = identity.keyManager();
        String algorithm = identity.certificate().getPublicKey().getAlgorithm();
        String alias = keys.chooseClientAlias(new String[] {algorithm}, null, null);
        PrivateKey key = alias == null ? null : keys.getPrivateKey(alias);
        if (key == null) {
            throw new GeneralSecurityException("the keystore has no " + algorithm + " key");
        }
        return new ClientIdentity(key, identity.chain());
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] pem = in.readNBytes(MOST_PEM_BYTES);
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new java.io.ByteArrayInputStream(pem))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new CommandFailure(
                    ExitCode.MISTAKE, "--ca: " + file + " holds no certificates in PEM: " + e.getMessage(), e);
        }
    }
}
