package io.tidings.node.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The pages that left, and who got them; see {@link Store} for each. Safe for use by any number of threads. */
final class ReleaseLedger {
    private final WriteLane writes;
    private final ReadConnections readers;
    private final ReleaseTable releases;
    private final LogFinder logs;

    ReleaseLedger(WriteLane writes, OpenedDatabase opened, LogFinder logs) {
        this.writes = writes;
        this.readers = opened.readers();
        this.releases = opened.tables().releases();
        this.logs = logs;
    }

    CompletableFuture<Void> add(Release release) {
        StoredLog log = logs.require(release.collection());
        long bytes = Write.BYTES_PER_OBJECT
                + release.runs().size() * 32L
                + release.query().length() * 2L;
        return writes.submit(Write.adding("record a release to " + release.principal(), bytes, unit -> {
            releases.insert(unit.connection(), log, release);
            return Write::nothing;
        }));
    }

    List<Release> of(Entry entry) {
        StoredLog log = logs.require(entry.collection());
        return readers.read(
                "read the releases of " + entry.id(), connection -> releases.holding(connection, log, entry.added()));
    }

    List<Release> at(UUID collection, long added) {
        StoredLog log = logs.require(collection);
        return readers.read(
                "read the releases of an entry of " + log, connection -> releases.holding(connection, log, added));
    }

    List<Release> to(String principal, Instant since, int max) {
        return readers.read(
                "read the releases to " + principal,
                connection -> releases.to(connection, principal, Microseconds.of(since), max));
    }

    /** Id of the last row. */
    long last() {
        return readers.read("read the end of the ledger", releases::last);
    }

    List<LedgerRow> after(long id, long through, int max) {
        return readers.read("read the ledger", connection -> releases.after(connection, id, through, max));
    }
}
