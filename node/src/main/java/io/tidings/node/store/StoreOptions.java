package io.tidings.node.store;

import java.nio.file.Path;

/**
 * Where the store lies and how much it may hold in memory.
 *
 * @param readConnections how many reads run at once; further ones wait
 * @param maxQueuedWrites writes that may wait for the writer; one more fails with {@link StoreBusyException}
 * @param maxQueuedBytes what the waiting writes may hold together; a single larger one is taken when none waits
 * @param cacheKibibytes H2's page cache; PostgreSQL has its own
 */
public record StoreOptions(
        Location location, int readConnections, int maxQueuedWrites, long maxQueuedBytes, int cacheKibibytes) {

    /** @throws IllegalArgumentException if a number is not positive */
    public StoreOptions {
        if (readConnections < 1 || maxQueuedWrites < 1 || maxQueuedBytes < 1 || cacheKibibytes < 1) {
            throw new IllegalArgumentException("the store's numbers must be positive: " + readConnections
                    + " read connections, " + maxQueuedWrites + " queued writes, " + maxQueuedBytes + " queued bytes, "
                    + cacheKibibytes + " KiB of cache");
        }
    }

    /** A database file of this node alone, with values that suit a heap of 512 MiB. */
    public static StoreOptions h2(Path file) {
        return of(new H2File(file));
    }

    /** A database that several nodes' processes may share, with values that suit a heap of 512 MiB. */
    public static StoreOptions postgres(String url, String user, String password) {
        return of(new Postgres(url, user, password));
    }

    private static StoreOptions of(Location location) {
        return new StoreOptions(location, 8, 2048, 64L << 20, 32 << 10);
    }

    /** Which database. */
    public sealed interface Location {}

    /** H2 embedded, in {@code file} with {@code .mv.db} added to its name; its folder is made if missing. */
    public record H2File(Path file) implements Location {
        /** Makes the path absolute, which H2 demands. */
        public H2File {
            file = file.toAbsolutePath().normalize();
        }
    }

    /** @param url {@code jdbc:postgresql://host:port/database} */
    public record Postgres(String url, String user, String password) implements Location {
        @Override
        public String toString() {
            return "Postgres[" + url + ", user " + user + "]"; // never the password
        }
    }
}
