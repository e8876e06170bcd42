package io.tidings.node.demo;

import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.ClientFile;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.agreement.ScryptHash;
import io.tidings.node.api.client.RemoteOperations;
import io.tidings.node.api.client.RunningNodes;
import io.tidings.node.cli.NodeLauncher;
import io.tidings.node.cli.RunningNode;
import io.tidings.node.cli.ServeOptions;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.Fingerprint;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.Operations;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.marking.Tlp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of the organisations, with its running node. */
final class Organisation implements AutoCloseable {
    private final String name;
    private final NodeHome home;
    private final NodeIdentity identity;
    private final RunningNode node;
    private final RemoteOperations operations;
    private final SecureRandom random;

    private Organisation(
            String name,
            NodeHome home,
            NodeIdentity identity,
            RunningNode node,
            RemoteOperations operations,
            SecureRandom random) {
        this.name = name;
        this.home = home;
        this.identity = identity;
        this.node = node;
        this.operations = operations;
        this.random = random;
    }

    /** Makes a home in {@code directory}, with new keys, and starts its node on free ports. */
    static Organisation found(String name, Path directory, NodeLauncher launcher, SecureRandom random)
            throws IOException, GeneralSecurityException, MistakesException {
        NodeHome home = new NodeHome(directory);
        home.create();
        Secrets secrets = new Secrets(home.secrets(), random);
        secrets.createAll();
        NodeIdentity identity = NodeIdentity.create(
                home.keystore(),
                secrets.keystorePassword(),
                KeyKind.ECDSA_P256,
                new CertificateSubject(name, Set.of(), CertificateSubject.TWO_YEARS),
                Clock.systemUTC(),
                random);
        // Published feeds name internal addresses as examples, and nobody is here to decide on them.
        String configuration = new String(NodeConfiguration.newFile(name, 0, 0), StandardCharsets.UTF_8)
                .replace("bind: 0.0.0.0", "bind: 127.0.0.1")
                .replace("check: own ", "check: 'off' ");
        java.nio.file.Files.writeString(home.configuration(), configuration);
        RunningNode node = launcher.start(home, new ServeOptions(Optional.empty(), () -> {}));
        RemoteOperations operations = new RunningNodes(random)
                .find(home, secrets::operatorKey)
                .orElseThrow(() -> new IOException("the node of " + name + " does not answer its operator"));
        return new Organisation(name, home, identity, node, operations, random);
    }

    String name() {
        return name;
    }

    Operations operations() {
        return operations;
    }

    URI discovery() {
        return node.discoveryUrl();
    }

    URI peerRoot() {
        return node.peerUrl().resolve("/shared/");
    }

    URI clientRoot() {
        return node.discoveryUrl().resolve("/shared/");
    }

    Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    Path directory() {
        return home.directory();
    }

    void addCollection(String collection, String title) {
        operations.addCollection(collection, Optional.of(title), Optional.empty());
    }

    /** Puts the agreement in force. */
    void agree(Peer peer) throws IOException, MistakesException {
        PeerFile.write(home.peers(), peer);
        operations.reload();
    }

    /** Lets a program read a collection with a name and a password. */
    void admit(String client, String password, String collection) throws IOException, MistakesException {
        ClientFile.write(
                home.clients(),
                new Client(
                        client,
                        Optional.of(new ScryptHash(random).hash(password.getBytes(StandardCharsets.UTF_8))),
                        Optional.empty(),
                        Set.of(),
                        List.of(),
                        false,
                        List.of(new Grant.Read(
                                collection,
                                Tlp.RED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        ""));
        operations.reload();
    }

    @Override
    public void close() {
        node.close();
    }
}
