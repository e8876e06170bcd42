package io.tidings.node.operations;

import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.store.Destroyed;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.Origin;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An operator's calls on what is stored and on the keys that it is encrypted with. Safe for any number of threads; blocks. */
public final class StorageDesk {
    private final NodeParts parts;
    private final Supplier<NodeFacts> facts;

    public StorageDesk(NodeParts parts, Supplier<NodeFacts> facts) {
        this.parts = parts;
        this.facts = facts;
    }

    /** As {@link Operations#origins}. */
    List<OriginReport> origins() {
        return parts.store().origins().stream()
                .map(origin -> new OriginReport(
                        origin.name(),
                        origin.encryptedSince().map(Instant::toString),
                        origin.destroyedAt().map(Instant::toString)))
                .toList();
    }

    /** As {@link Operations#destroyOrigin}. */
    public DestroyReport destroyOrigin(String name) {
        Origin origin = parts.store().origins().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "nothing came from " + name + "; 'tidings origin list' shows who gave something"));
        Destroyed destroyed = parts.intake().destroyOrigin(name, parts.receipt("origin-destroy", name));
        parts.release().forgetWhatIsQuiet();
        if (destroyed.keys() > 0 || origin.destroyedAt().isPresent()) {
            replaceKeyAfterDestroying(name);
        }
        return new DestroyReport(name, destroyed.entries(), destroyed.unencrypted(), destroyed.keys());
    }

    private void replaceKeyAfterDestroying(String origin) {
        try {
            parts.store().replaceWrappingKey();
        } catch (KeyUnavailableException | StoreBusyException | StoreUnavailableException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "what " + origin
                            + " gave is destroyed here, but the key that wrapped its key could not be replaced,"
                            + " so copies of the database still open: " + failed.getMessage()
                            + ". Set that right and give the same command again");
        }
    }

    /** As {@link Operations#replaceStorageKey}. */
    int replaceStorageKey() {
        try {
            return parts.store().replaceWrappingKey();
        } catch (KeyUnavailableException failed) {
            throw new OperationException(Kind.UNAVAILABLE, String.valueOf(failed.getMessage()));
        }
    }

    /** As {@link Operations#encryptStored}. */
    EncryptReport encryptStored(Consumer<Progress> progress) {
        if (parts.store().unencryptedBytes().isEmpty()) {
            throw new OperationException(
                    Kind.CONFLICT,
                    "the store does not encrypt: set 'encrypt: true' under 'store:' in tidings.yaml first, and restart"
                            + " the node if it runs");
        }
        try {
            long entries = parts.store().encryptStored(done -> progress.accept(new Progress("encrypt", done)));
            boolean serves = facts.get().startedAt().isPresent();
            if (!serves) {
                parts.store().compactWhenClosed();
            }
            return new EncryptReport(entries, !serves);
        } catch (KeyUnavailableException | StoreBusyException | StoreUnavailableException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "not all was encrypted: " + failed.getMessage()
                            + ". What was encrypted stays so; set that right and give the same command again");
        }
    }
}
