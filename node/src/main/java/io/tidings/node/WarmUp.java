package io.tidings.node;

import io.tidings.node.config.NodeHome;
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

    private final NodeHome home;
    private final SecureRandom random;
    private final CompletableFuture<Optional<OpenedKeystore>> keystore = new CompletableFuture<>();
    private final CompletableFuture<Optional<TlsWarmUp>> begun = new CompletableFuture<>();

    private WarmUp(NodeHome home, SecureRandom random) {
        this.home = home;
        this.random = random;
    }

    /** Begins on a thread of its own. */
    static WarmUp begin(NodeHome home, SecureRandom random) {
        var warmUp = new WarmUp(home, random);
        var thread = new Thread(warmUp::run, "tls-warm-up");
        thread.setDaemon(true);
        thread.start();
        return warmUp;
    }

    /**
     * The keystore, which is opened here first. Where that failed it is opened anew, to fail with its own reason.
     *
     * @throws IOException as {@link OpenedKeystore#open}
     */
    OpenedKeystore keystore(Secrets secrets) throws IOException, GeneralSecurityException {
        Optional<OpenedKeystore> opened = keystore.join();
        return opened.isPresent() ? opened.get() : OpenedKeystore.open(home, secrets);
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

    private void run() {
        try {
            Optional<OpenedKeystore> opened = opened();
            keystore.complete(opened);
            begun.complete(opened.flatMap(this::inMemory));
        } finally { // whatever happens, a start that waits goes on
            keystore.complete(Optional.empty());
            begun.complete(Optional.empty());
        }
    }

    // A keystore that does not open is told by the node, which then opens it again.
    private Optional<OpenedKeystore> opened() {
        try {
            return Optional.of(OpenedKeystore.open(home, new Secrets(home.secrets(), random)));
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            LOG.debug("the keystore does not open", failed);
            return Optional.empty();
        }
    }

    private Optional<TlsWarmUp> inMemory(OpenedKeystore opened) {
        try {
            var tls = new TlsWarmUp(
                    opened.identity().keyManager(), opened.identity().certificate(), random);
            tls.inMemory(IN_MEMORY, MOST_BYTES);
            return Optional.of(tls);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            LOG.debug("TLS is not warm yet, the first requests will be slower", failed);
            return Optional.empty();
        }
    }
}
