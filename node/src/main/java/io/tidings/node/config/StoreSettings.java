package io.tidings.node.config;

/**
 * Where content is kept.
 *
 * @param cacheBytes memory that the database may use for its cache
 * @param encrypt whether new content is encrypted
 */
public record StoreSettings(Kind kind, long cacheBytes, boolean encrypt) {
    /** Embedded, 64 MiB of cache, not encrypted. */
    public static final StoreSettings DEFAULT = new StoreSettings(Kind.H2, 64L << 20, false);

    /** The databases that a node can run on. */
    public enum Kind {
        H2
    }
}
