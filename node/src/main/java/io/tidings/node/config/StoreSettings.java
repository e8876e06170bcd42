package io.tidings.node.config;

/**
 * Where content is kept.
 *
 * @param cacheBytes memory that the database may use for its cache
 */
public record StoreSettings(Kind kind, long cacheBytes) {
    /** Embedded, 64 MiB of cache. */
    public static final StoreSettings DEFAULT = new StoreSettings(Kind.H2, 64L << 20);

    /** The databases that a node can run on. */
    public enum Kind {
        H2
    }
}
