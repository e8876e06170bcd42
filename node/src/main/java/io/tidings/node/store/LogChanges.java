package io.tidings.node.store;

import io.tidings.stix.object.StixObject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What writers change in the logs; see {@link Store} for each. Safe for use by any number of threads. */
final class LogChanges {
    private final WriteLane writes;
    private final Tables tables;
    private final LogFinder logs;
    private final Clock clock;

    LogChanges(WriteLane writes, Tables tables, LogFinder logs, Clock clock) {
        this.writes = writes;
        this.tables = tables;
        this.logs = logs;
        this.clock = clock;
    }

    StoredCollection createCollection(UUID id, String name, String title, Optional<String> description) {
        Instant now = Microseconds.toInstant(Microseconds.of(clock.instant()));
        var collection = new StoredCollection(id, name, title, description, now);
        return writes.carryOut(Write.adding("create collection '" + name + "'", Write.BYTES_PER_OBJECT, unit -> {
            StoredLog log = tables.logs().insert(unit.connection(), collection);
            unit.onPublish(() -> tables.logs().add(log));
            return () -> collection;
        }));
    }

    CompletableFuture<List<Appended>> append(Append append) {
        StoredLog log = logs.require(append.collection());
        long bytes = Write.BYTES_PER_OBJECT;
        for (StixObject object : append.objects()) {
            bytes += object.bytes().length() + Write.BYTES_PER_OBJECT;
        }
        for (Append.StateChange change : append.alongside()) {
            bytes += change.value().length() * 2L;
        }
        String doing = "append " + append.objects().size() + " objects to " + log;
        writes.queue().requireRoom(doing, bytes); // before the work of the digests
        List<Offer> offers = Offer.all(append.objects(), append.chains());
        return writes.submit(Write.adding(doing, bytes, unit -> LogAppender.append(unit, log, append, offers)));
    }

    CompletableFuture<Void> holdBack(UUID collection, List<Append.StateChange> alongside) {
        StoredLog log = logs.require(collection);
        return hold("hold back", log, alongside, unit -> {
            long last = tables.logs().hold(unit.connection(), log);
            unit.onPublish(() -> log.holdAfter(last));
        });
    }

    CompletableFuture<Void> show(UUID collection, List<Append.StateChange> alongside) {
        StoredLog log = logs.require(collection);
        return hold("show", log, alongside, unit -> {
            tables.logs().show(unit.connection(), log);
            unit.onPublish(() -> log.holdAfter(Long.MAX_VALUE));
        });
    }

    private interface Holding {
        void in(Unit unit) throws SQLException;
    }

    // In a transaction of its own: entries of the same one would get their last stamp only at its end.
    private CompletableFuture<Void> hold(
            String what, StoredLog log, List<Append.StateChange> alongside, Holding holding) {
        List<Append.StateChange> changes = List.copyOf(alongside);
        return writes.submit(Write.rewriting(what + " what is added to " + log, Write.BYTES_PER_OBJECT, unit -> {
            holding.in(unit);
            for (Append.StateChange change : changes) {
                tables.states().put(unit.connection(), change, unit.now());
            }
            return Write::nothing;
        }));
    }

    CompletableFuture<Integer> remove(UUID collection, List<Entry> entries, Receipt receipt) {
        StoredLog log = logs.require(collection);
        List<Entry> all = List.copyOf(entries);
        return writes.submit(Write.rewriting(
                "remove " + all.size() + " entries from " + log, all.size() * Write.BYTES_PER_OBJECT, unit -> {
                    int removed = LogRemover.remove(unit, log, all, receipt);
                    return () -> removed;
                }));
    }

    CompletableFuture<Long> reserve(UUID collection) {
        StoredLog log = logs.require(collection);
        return writes.submit(Write.adding("reserve a stamp in " + log, Write.BYTES_PER_OBJECT, unit -> {
            long stamp = unit.tail(log).reserve();
            return () -> stamp;
        }));
    }

    CompletableFuture<Integer> replaceChains(UUID collection, Map<Long, StoredChain> better) {
        StoredLog log = logs.require(collection);
        Map<Long, StoredChain> all = Map.copyOf(better);
        return writes.submit(Write.rewriting(
                "replace the signed provenance of " + all.size() + " entries of " + log,
                all.size() * Write.BYTES_PER_OBJECT,
                unit -> {
                    int replaced = ChainReplacer.replace(unit, log, all);
                    return () -> replaced;
                }));
    }

    CompletableFuture<Destroyed> destroyOrigin(String origin, Receipt receipt) {
        return writes.submit(Write.rewriting("destroy what " + origin + " gave", Write.BYTES_PER_OBJECT, unit -> {
            Destroyed destroyed = OriginRemover.destroy(unit, origin, receipt);
            return () -> destroyed;
        }));
    }
}
