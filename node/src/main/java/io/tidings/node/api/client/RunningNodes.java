package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.KeyProof;
import io.tidings.node.api.wire.RunFile;
import io.tidings.node.api.wire.WireException;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Secret;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Finds the node that runs from a home. */
public final class RunningNodes {
    private static final Duration HELLO = Duration.ofSeconds(5);
    private static final int NONCE_BYTES = 16;

    private final SecureRandom random;

    public RunningNodes(SecureRandom random) {
        this.random = random;
    }

    /** Gives the operator key; asked for only if there is a node to talk to. */
    @FunctionalInterface
    public interface OperatorKey {
        Secret get() throws IOException;
    }

    /**
     * The operator's calls on the node that runs from {@code home}, or empty if none does. A file left behind by a node
     * that was killed counts as none, also where someone else listens at its port now.
     *
     * @throws OperationException of kind {@code UNAVAILABLE} if a node's process lives but does not answer
     * @throws IOException if the run file or the key cannot be read
     */
    public Optional<RemoteOperations> find(NodeHome home, OperatorKey key) throws IOException {
        Optional<RunFile> file = RunFile.read(home);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Secret secret = key.get();
        if (!knowsKey(file.get(), secret)) {
            return Optional.empty();
        }
        return Optional.of(new RemoteOperations(new Connection(file.get().url(), Optional.of(secret))));
    }

    private boolean knowsKey(RunFile file, Secret key) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        try {
            String answer = new Connection(file.url(), Optional.empty(), HELLO).get("/v1/hello?nonce=" + nonce);
            byte[] proof = JsonIn.parse(answer).text("proof").getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(proof, KeyProof.of(key, nonce).getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
            throw new WireException("what answers does not know the operator key of this home");
        } catch (ConnectException nobodyListens) {
            return false;
        } catch (IOException | WireException e) {
            if (!file.mayBeAlive()) {
                return false;
            }
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "the node at " + file.url() + " (process " + file.pid() + ") cannot be talked to: " + e.getMessage()
                            + "; try again, or end that process, or delete the run file if it is no node");
        }
    }
}
