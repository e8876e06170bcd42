package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Encrypts, in the place where they lie, chunks that were stored in the clear. */
final class ChunkSealer {
    private static final int CHUNKS_AT_ONCE = 8;

    private ChunkSealer() {}

    /**
     * Encrypts some; readers see each either as it was or as it is then, since they wait for the end of the transaction.
     *
     * @return how many entries that were; 0 once there are none
     */
    static long sealSome(Unit unit) throws SQLException {
        ChunkTable chunks = unit.tables().chunks();
        List<ChunkHead> plain = chunks.unencrypted(unit.connection(), CHUNKS_AT_ONCE);
        long entries = 0;
        for (ChunkHead chunk : plain) {
            Optional<StoredLog> log = unit.tables().logs().find(chunk.collection());
            if (log.isPresent()) {
                unit.tail(log.get()); // for its lock
            }
            chunks.seal(unit.connection(), chunk, unit.now());
            entries += chunk.entries().remaining();
        }
        return entries;
    }
}
