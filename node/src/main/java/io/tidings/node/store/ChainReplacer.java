package io.tidings.node.store;

import io.tidings.node.store.ChunkTable.ChunkHead;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives entries of a log other chains, in a transaction of its own. */
final class ChainReplacer {
    private ChainReplacer() {}

    /** How many of the entries there were. */
    static int replace(Unit unit, StoredLog log, Map<Long, StoredChain> better) throws SQLException {
        unit.tail(log); // for its lock
        int replaced = 0;
        TreeMap<Long, StoredChain> wanted = new TreeMap<>(better);
        while (!wanted.isEmpty()) {
            Optional<ChunkHead> chunk =
                    unit.tables().chunks().holding(unit.connection(), log.number(), wanted.firstKey());
            if (chunk.isEmpty()) {
                wanted.pollFirstEntry();
                continue;
            }
            Map<Long, StoredChain> here = new HashMap<>();
            var entries = chunk.get().entries();
            while (entries.hasNext()) {
                long added = entries.next().added();
                Optional.ofNullable(wanted.get(added)).ifPresent(chain -> here.put(added, chain));
            }
            if (!here.isEmpty()) {
                unit.tables().chunks().replaceChains(unit.connection(), chunk.get(), here);
                replaced += here.size();
            }
            wanted.headMap(chunk.get().lastAdded(), true).clear();
        }
        return replaced;
    }
}
