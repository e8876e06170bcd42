package io.tidings.node;

import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.identity.CertificateSubject;
import io.tidings.node.identity.KeyKind;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.store.EmptyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a home has before its node starts: secrets, keystore, signing key, a store without content. Keys are made once for
 * each organisation and laid into every home of that name in a process of tests, since making them takes longer than many a
 * test. Nodes of one test have different keys in any case: a second one of the same name has others.
 */
final class TestHome {
    private static final Map<Key, TestHome> MADE = new ConcurrentHashMap<>();
    private static final Map<Path, Integer> NAMESAKES = new ConcurrentHashMap<>();

    private final Map<String, byte[]> files;

    private record Key(String organisation, int number, Clock clock) {}

    private TestHome(Map<String, byte[]> files) {
        this.files = Map.copyOf(files);
    }

    /**
     * Fills a home that has its directories and no more.
     *
     * @param clock by which it is made; a day is taken off, so that a clock that is behind takes the certificate too
     */
    static NodeIdentity lay(NodeHome home, String organisation, Clock clock) throws Exception {
        int number = NAMESAKES.merge(home.directory().resolveSibling(organisation), 1, Integer::sum);
        EmptyStore.lay(home.data().resolve("store"));
        Key key = new Key(organisation, number, clock);
        TestHome made = MADE.get(key);
        if (made == null) {
            MADE.put(key, make(home, organisation, clock));
        } else {
            made.layInto(home);
        }
        return NodeIdentity.open(home.keystore(), new Secrets(home.secrets(), new SecureRandom()).keystorePassword());
    }

    private static TestHome make(NodeHome home, String organisation, Clock clock)
            throws IOException, GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        Secrets secrets = new Secrets(home.secrets(), random);
        secrets.createAll();
        NodeIdentity.create(
                home.keystore(),
                secrets.keystorePassword(),
                KeyKind.ECDSA_P256,
                new CertificateSubject(organisation, Set.of(), CertificateSubject.TWO_YEARS),
                Clock.offset(clock, Duration.ofDays(-1)),
                random);
        new SigningKeys(home.signingKeys(), secrets.keystorePassword(), random, clock).ensure(SealAlgorithm.ES256);
        Map<String, byte[]> files = new HashMap<>();
        for (Path each : List.of(
                home.secrets().resolve("keystore-password"),
                home.secrets().resolve("operator-key"),
                home.secrets().resolve("cursor-key"),
                home.keystore(),
                home.signingKeys())) {
            files.put(home.directory().relativize(each).toString(), Files.readAllBytes(each));
        }
        return new TestHome(files);
    }

    private void layInto(NodeHome home) throws IOException {
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            PrivateFiles.write(home.directory().resolve(each.getKey()), each.getValue());
        }
    }
}
