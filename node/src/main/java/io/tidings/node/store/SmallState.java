package io.tidings.node.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Texts under keys, for what is no object; see {@link Store} for each. Safe for use by any number of threads. */
final class SmallState {
    private final WriteLane writes;
    private final ReadConnections readers;
    private final StateTable states;

    SmallState(WriteLane writes, OpenedDatabase opened) {
        this.writes = writes;
        this.readers = opened.readers();
        this.states = opened.tables().states();
    }

    CompletableFuture<Void> put(String area, String key, String value) {
        var change = new Append.StateChange(area, key, value);
        return writes.submit(
                Write.adding("keep " + area + " " + key, Write.BYTES_PER_OBJECT + value.length() * 2L, unit -> {
                    states.put(unit.connection(), change, unit.now());
                    return Write::nothing;
                }));
    }

    Optional<String> get(String area, String key) {
        return readers.read("read " + area + " " + key, connection -> states.get(connection, area, key));
    }

    Map<String, String> getAll(String area) {
        return readers.read("read all of " + area, connection -> states.getAll(connection, area));
    }

    CompletableFuture<Integer> removeBefore(String area, Instant before) {
        return writes.submit(Write.adding("clear old " + area, Write.BYTES_PER_OBJECT, unit -> {
            int removed = states.removeBefore(unit.connection(), area, Microseconds.of(before));
            return () -> removed;
        }));
    }
}
