package io.tidings.node;

import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.listener.TlsWarmUp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms TLS up while the node starts: in memory beside the opening of the store, then with requests to the listener, so
 * that "ready" means fast too. It is only ever a gain: where it fails, the node serves all the same.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration IN_MEMORY = Duration.ofMillis(1_200);
    private static final int LONGEST_WAIT_SECONDS = 5;
    private static final long MOST_BYTES = 8L << 20;
    private static final int REQUESTS = 2;

    private final CompletableFuture<Optional<TlsWarmUp>> begun;

    private WarmUp(CompletableFuture<Optional<TlsWarmUp>> begun) {
        this.begun = begun;
    }

    /** Begins on a thread of its own. */
    static WarmUp begin(NodeHome home, SecureRandom random) {
        var begun = new CompletableFuture<Optional<TlsWarmUp>>();
        var thread = new Thread(() -> begun.complete(inMemory(home, random)), "tls-warm-up");
        thread.setDaemon(true);
        thread.start();
        return new WarmUp(begun);
    }

    /** Ends with the requests; returns whatever happens, at the latest after some seconds. */
    void finish(InetSocketAddress clientListener) {
        try {
            Optional<TlsWarmUp> tls =
                    begun.orTimeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS).join();
            if (tls.isPresent()) {
                for (int i = 0; i < REQUESTS; i++) {
                    tls.get().request(clientListener, "/taxii2/");
                }
            }
        } catch (IOException | GeneralSecurityException | CompletionException failed) {
            LOG.debug("TLS is not warm yet, the first requests will be slower", failed);
        }
    }

    // A keystore that does not open is told by the node, which opens it too.
    private static Optional<TlsWarmUp> inMemory(NodeHome home, SecureRandom random) {
        try {
            var identity = NodeIdentity.open(home.keystore(), new Secrets(home.secrets(), random).keystorePassword());
            var tls = new TlsWarmUp(identity.keyManager(), identity.certificate(), random);
            tls.inMemory(IN_MEMORY, MOST_BYTES);
            return Optional.of(tls);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            LOG.debug("TLS is not warm yet, the first requests will be slower", failed);
            return Optional.empty();
        }
    }
}
