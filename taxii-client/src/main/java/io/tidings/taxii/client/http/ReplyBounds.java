package io.tidings.taxii.client.http;

/**
 * How large a reply may be, after decompression.
 *
 * @param maxPageBytes of a page of objects, manifest entries or versions; read as a stream, so it costs no memory
 * @param maxResourceBytes of any other resource; such a one is held in memory
 */
public record ReplyBounds(long maxPageBytes, long maxResourceBytes) {
    /** 512 MiB a page, 16 MiB a resource. */
    public static ReplyBounds standard() {
        return new ReplyBounds(512L << 20, 16L << 20);
    }

    /** @throws IllegalArgumentException if a bound is not positive */
    public ReplyBounds {
        if (maxPageBytes < 1 || maxResourceBytes < 1) {
            throw new IllegalArgumentException("a bound on replies must be positive");
        }
    }
}
