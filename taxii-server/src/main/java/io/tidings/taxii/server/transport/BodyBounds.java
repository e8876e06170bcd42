package io.tidings.taxii.server.transport;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How request bodies are received. How long one may be, the backend says: {@code max_content_length}.
 *
 * @param spoolDirectory an existing directory for what does not stay in memory; the files in it are encrypted, and have
 *     no name once they are open, so that nothing is left behind, however the process ends
 * @param memoryBytes of one body kept in memory; a longer one goes to a file
 * @param totalMemoryBytes of all bodies together; beyond it, any body goes to a file
 * @param stallTimeout without progress worth the name until a body is given up with 408
 */
public record BodyBounds(Path spoolDirectory, int memoryBytes, long totalMemoryBytes, Duration stallTimeout) {
    public static BodyBounds standard(Path spoolDirectory) {
        return new BodyBounds(spoolDirectory, 8 << 20, 64L << 20, Duration.ofSeconds(30));
    }

    public BodyBounds {
        if (memoryBytes < 0 || totalMemoryBytes < 0 || stallTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("a bound on bodies is not negative, and a timeout at least 1 ms");
        }
    }
}
