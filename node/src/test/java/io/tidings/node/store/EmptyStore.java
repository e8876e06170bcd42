package io.tidings.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The file of a store of H2 with its tables and nothing in them. Made once for a process of tests: making the tables takes
 * most of the time that a small test needs.
 */
public final class EmptyStore {
    // Held by the class loader, which makes it once.
    private static final class Made {
        static final byte[] FILE = make();
    }

    private EmptyStore() {}

    /** @param database as in {@link StoreOptions#h2}; its folder is made if there is none */
    public static void lay(Path database) throws IOException {
        Path file = file(database);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Made.FILE);
    }

    private static byte[] make() {
        try {
            Path folder = Files.createTempDirectory("empty-store");
            Path database = folder.resolve("store");
            JdbcStore.open(StoreOptions.h2(database), Clock.systemUTC()).close();
            byte[] made = Files.readAllBytes(file(database));
            for (String each : new String[] {"store.mv.db", "store.lock"}) {
                Files.deleteIfExists(folder.resolve(each));
            }
            Files.delete(folder);
            return made;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path file(Path database) {
        return Path.of(database + ".mv.db");
    }
}
