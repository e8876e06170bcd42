package io.tidings.node.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** H2 in one file, used by one process: what is committed is visible at once, but durable only after a checkpoint. */
final class H2Database implements Database {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final FileChannel lockChannel;
    private final DataSource dataSource;

    private H2Database(Path file, FileChannel lockChannel, DataSource dataSource) {
        this.file = file;
        this.lockChannel = lockChannel;
        this.dataSource = dataSource;
    }

    /** @throws StoreUnavailableException if the file cannot be written or another store has it open */
    static H2Database open(Path database, int cacheKibibytes) {
        Path file = Path.of(database + ".mv.db");
        FileChannel lock;
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            lock = lock(file, Path.of(database + ".lock"));
            makeOwnerOnly(file);
        } catch (IOException failure) {
            throw new StoreUnavailableException("the store's file " + file + " cannot be used: " + failure, failure);
        }
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + database
                + ";DB_CLOSE_ON_EXIT=FALSE" // the store closes it, in order
                + ";TRACE_LEVEL_FILE=0" // no second log file beside ours
                + ";QUERY_CACHE_SIZE=64"
                + ";CACHE_SIZE=" + cacheKibibytes);
        source.setUser("tidings");
        source.setPassword("");
        return new H2Database(file, lock, new LiveConnections(source));
    }

    // H2's own lock does not keep a second store of this process out, and names no remedy.
    private static FileChannel lock(Path file, Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Said below, as for another process.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw new StoreUnavailableException(
                "the store's file " + file + " is open in another node or command; stop that one first",
                new IOException(lockFile + " is locked"));
    }

    private static void makeOwnerOnly(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) {
            return; // Windows: a file is for its owner unless its folder says otherwise
        }
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } else {
            // H2 takes an empty file for a new database. Made so, it is never open to others, not for a moment.
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * What {@code CHECKPOINT SYNC} does, and one thing more: H2 writes on threads of its own, and where one of them is
     * just writing this commit in the background, the statement finds nothing to do and returns before the bytes are
     * in the file.
     */
    @Override
    public void makeDurable(Connection connection) throws SQLException {
        MVStore store = LiveConnections.store(connection);
        try {
            store.commit();
            store.executeFilestoreOperation(() -> {}); // returns when all that was being written is
            store.sync();
        } catch (MVStoreException failure) {
            throw new SQLException(failure.getMessage(), "58030", ErrorCode.IO_EXCEPTION_2, failure);
        }
    }

    @Override
    public boolean isLive(Connection connection) throws SQLException {
        return LiveConnections.isLive(connection);
    }

    /** In the weaker REPEATABLE READ each table is as it was when the transaction came to it. */
    @Override
    public String readersIsolation() {
        return "TRANSACTION_SERIALIZABLE";
    }

    @Override
    public void readRowByRow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION TRUE");
        }
    }

    @Override
    public RuntimeException translate(String doing, SQLException failure) {
        if (failure.getErrorCode() != ErrorCode.FILE_CORRUPTED_1) {
            return Database.super.translate(doing, failure);
        }
        return new DamagedStoreException(
                "the store could not " + doing + ": its file " + file + " is damaged (" + failure.getMessage()
                        + "); look at the disk, keep a copy of the file, and restore a backup: tidings restore --replace",
                failure);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.DATABASE_ALREADY_OPEN_1,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.DEADLOCK_1,
                    ErrorCode.LOCK_TIMEOUT_1,
                    ErrorCode.CONCURRENT_UPDATE_1,
                    ErrorCode.GENERAL_ERROR_1,
                    ErrorCode.OUT_OF_MEMORY -> true;
            default -> Sql.isConnectionLost(failure);
        };
    }

    @Override
    public long fileBytes() {
        return file.toFile().length();
    }

    @Override
    public void compact() {
        try {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN COMPACT");
            }
            // H2 has put another file in the place of the old one.
            makeOwnerOnly(file);
            force(file, StandardOpenOption.WRITE);
            force(file.getParent(), StandardOpenOption.READ);
        } catch (SQLException | IOException failure) {
            throw new StoreUnavailableException(
                    "the store's file " + file + " could not be written anew (" + failure.getMessage()
                            + "); it needs as much free disk as the file has",
                    failure);
        }
    }

    private static void force(@Nullable Path path, StandardOpenOption how) throws IOException {
        if (path != null) {
            try (FileChannel channel = FileChannel.open(path, how)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the lock of " + file + " could not be released", failure);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
