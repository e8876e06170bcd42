package io.tidings.node.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the queued writes out, one transaction and one disk sync for all that wait, on a thread of its own.
 *
 * <p>A write that fails takes no other down: its group is undone and each write tried alone. A lost database fails the
 * group at hand; the next one connects again.
 */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long GROUP_BYTES = 8L << 20;

    private final WriteQueue queue;
    private final Database database;
    private final Tables tables;
    private final Clock clock;
    private final Lock readersOut;
    private final ExecutorService completions;
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private Optional<Connection> connection = Optional.empty();

    /**
     * @param readersOut held while what readers see changes but is not durable yet
     * @param completions where futures are completed, so that a caller's code does not hold up the writer
     */
    Writer(
            WriteQueue queue,
            Database database,
            Tables tables,
            Clock clock,
            Lock readersOut,
            ExecutorService completions) {
        this.queue = queue;
        this.database = database;
        this.tables = tables;
        this.clock = clock;
        this.readersOut = readersOut;
        this.completions = completions;
    }

    @Override
    public void run() {
        try {
            List<Write<?>> group = queue.takeGroup(GROUP_BYTES);
            while (!group.isEmpty()) {
                write(group);
                group = queue.takeGroup(GROUP_BYTES);
            }
        } catch (InterruptedException nobodyDoesThis) {
            LOG.warn("the store's writer was interrupted and stops; writes that wait will not be carried out");
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void write(List<Write<?>> group) {
        try {
            commit(group);
        } catch (SQLException failure) {
            // Whatever it was, the next group gets a new connection, and with it a fresh look at the database.
            disconnect();
            if (database.isUnavailable(failure) || group.size() == 1) {
                LOG.error("the store could not {}: {}", doing(group), failure.getMessage(), failure);
                fail(group, write -> database.translate(write.doing(), failure));
            } else {
                group.forEach(write -> write(List.of(write)));
            }
        } catch (RuntimeException | Error failure) { // one write's fault must not end the writer
            undo();
            if (group.size() == 1) {
                fail(group, write -> failure);
            } else {
                group.forEach(write -> write(List.of(write)));
            }
        }
    }

    /** Groups made durable since the start. */
    long commits() {
        return commits.sum();
    }

    /** What they took together. */
    long commitNanos() {
        return commitNanos.sum();
    }

    private void commit(List<Write<?>> group) throws SQLException {
        long begun = System.nanoTime();
        Connection open = connect();
        var unit = new Unit(open, tables, database.isShared(), Microseconds.of(clock.instant()));
        List<Runnable> answers = new ArrayList<>(group.size());
        for (Write<?> write : group) {
            answers.add(write.run(unit));
        }
        unit.finish();
        if (group.get(0).isRewriting()) {
            readersOut.lock();
            try {
                makeDurable(open);
            } finally {
                readersOut.unlock();
            }
        } else {
            makeDurable(open);
        }
        commits.increment();
        commitNanos.add(System.nanoTime() - begun);
        unit.publish();
        completions.execute(() -> answers.forEach(Runnable::run));
    }

    private void makeDurable(Connection open) throws SQLException {
        open.commit();
        database.makeDurable(open);
    }

    private Connection connect() throws SQLException {
        if (connection.isPresent() && !database.isLive(connection.get())) {
            disconnect();
        }
        if (connection.isEmpty()) {
            Connection opened = database.dataSource().getConnection();
            connection = Optional.of(opened);
            opened.setAutoCommit(false);
            opened.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            tables.index().load(opened);
            tables.keys().forget();
            tables.destroyed().load(opened);
        }
        return connection.get();
    }

    private void undo() {
        if (connection.isPresent()) {
            try {
                connection.get().rollback();
            } catch (SQLException failure) {
                LOG.warn("the store's connection to {} could not roll back and is replaced", database, failure);
                disconnect();
            }
        }
    }

    private void disconnect() {
        if (connection.isPresent()) {
            try {
                connection.get().close();
            } catch (SQLException failure) {
                LOG.warn("the store's connection to {} did not close in order", database, failure);
            }
            connection = Optional.empty();
        }
    }

    private void fail(List<Write<?>> group, java.util.function.Function<Write<?>, Throwable> failure) {
        completions.execute(() -> group.forEach(write -> write.future().completeExceptionally(failure.apply(write))));
    }

    private static String doing(List<Write<?>> group) {
        return group.size() == 1 ? group.get(0).doing() : "carry out " + group.size() + " writes";
    }
}
