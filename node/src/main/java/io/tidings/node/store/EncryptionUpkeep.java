package io.tidings.node.store;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/** What is done to encrypted content and its keys as a whole; see {@link Store} for each. Thread-safe; blocks. */
final class EncryptionUpkeep {
    private final WriteLane writes;
    private final OpenedDatabase opened;
    private final Optional<KeyVault> vault;
    private final boolean encrypts;
    private final ReentrantLock replacingKey = new ReentrantLock();

    /** @param encryption absent for a store without keys */
    EncryptionUpkeep(WriteLane writes, OpenedDatabase opened, Optional<Encryption> encryption) {
        this.writes = writes;
        this.opened = opened;
        this.vault = encryption.map(Encryption::vault);
        this.encrypts = encryption.map(Encryption::newContent).orElse(false);
    }

    int replaceWrappingKey() {
        KeyVault keys = vault.orElseThrow(() ->
                new KeyUnavailableException("the store was opened without a keystore for its keys; it cannot encrypt"));
        replacingKey.lock(); // of two at once, one would destroy the key that the other has just made
        try {
            String fresh = keys.replace();
            int count = writes.carryOut(Write.adding("wrap the data keys anew", Write.BYTES_PER_OBJECT, unit -> {
                int wrapped = opened.tables().keys().rewrap(unit.connection(), fresh);
                return () -> wrapped;
            }));
            keys.keepOnly(fresh);
            return count;
        } finally {
            replacingKey.unlock();
        }
    }

    Optional<Long> unencryptedBytes() {
        return encrypts
                ? Optional.of(opened.readers().read("count what is not encrypted", ChunkTable::unencryptedBytes))
                : Optional.empty();
    }

    long encryptStored(LongConsumer progress) {
        if (!encrypts) {
            throw new IllegalStateException("this store does not encrypt what is added, so nor what is there");
        }
        long all = 0;
        long some = encryptSome();
        while (some > 0) {
            all += some;
            progress.accept(all);
            some = encryptSome();
        }
        return all;
    }

    private long encryptSome() {
        return writes.carryOut(Write.rewriting("encrypt what is stored", Write.BYTES_PER_OBJECT, unit -> {
            long entries = ChunkSealer.sealSome(unit);
            return () -> entries;
        }));
    }
}
