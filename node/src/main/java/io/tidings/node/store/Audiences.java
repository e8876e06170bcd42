package io.tidings.node.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For whom entries are, as far as one append needs to know. Used by the writer's thread alone. */
final class Audiences {
    /** Everyone else who brings something is of this organisation, and sees what it directed. */
    private static final String PEER = "peer:";

    private final Unit unit;
    private final LogTail tail;
    private final String source;
    private final boolean any;

    /** @param source who brings the append */
    Audiences(Unit unit, LogTail tail, String source) throws SQLException {
        this.unit = unit;
        this.tail = tail;
        this.source = source;
        this.any = unit.tables().audiences().isAny(unit.connection(), unit.isShared());
    }

    /** Whether anything was ever for some principals only; where not, no other question needs an answer. */
    boolean isAny() {
        return any;
    }

    boolean isSeenBySource(ObjectVersion version) throws SQLException {
        if (!source.startsWith(PEER)) {
            return true;
        }
        List<String> principals = principals(version);
        return principals.isEmpty() || principals.contains(source);
    }

    /** Whether whoever is among {@code audience} is reached by {@code version} already; a peer's own view is all it has. */
    boolean reaches(ObjectVersion version, int audience) throws SQLException {
        List<String> principals = principals(version);
        if (principals.isEmpty() || source.startsWith(PEER)) {
            return true;
        }
        Set<String> wanted = new HashSet<>(unit.tables().audiences().principals(unit.connection(), audience));
        return !wanted.isEmpty() && principals.containsAll(wanted);
    }

    private List<String> principals(ObjectVersion version) throws SQLException {
        int number = tail.addedObject(version).isPresent() ? tail.audienceOf(version) : stored(version);
        return unit.tables().audiences().principals(unit.connection(), number);
    }

    private int stored(ObjectVersion version) throws SQLException {
        Optional<ChunkTable.ChunkHead> chunk =
                unit.tables().chunks().holding(unit.connection(), version.collection(), version.added());
        return chunk.map(ChunkTable.ChunkHead::audience).orElse(AudienceTable.EVERYONE);
    }
}
