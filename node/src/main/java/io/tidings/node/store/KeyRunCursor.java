package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads a run once through, page after page, for a merge. */
final class KeyRunCursor {
    private final KeyRunTable table;
    private final Connection connection;
    private final KeyRun run;
    private List<KeySlot> read = List.of();
    private int next;
    private int nextPage;

    KeyRunCursor(KeyRunTable table, Connection connection, KeyRun run) {
        this.table = table;
        this.connection = connection;
        this.run = run;
    }

    /** Adds to {@code into} what belongs into a page of another run; pages must be asked for in ascending order. */
    void takePage(KeyRun other, int page, List<KeySlot> into) throws SQLException {
        while (true) {
            while (next < read.size() && other.page(read.get(next).key()) == page) {
                into.add(read.get(next++));
            }
            if (next < read.size() || nextPage == run.pages()) {
                return;
            }
            read = table.slots(connection, run, nextPage++);
            next = 0;
        }
    }
}
