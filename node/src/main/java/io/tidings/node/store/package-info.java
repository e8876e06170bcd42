/**
 * The store: collection logs with the objects' bytes, where they came from, what was given out, and the small state
 * around them. JDBC over H2 (embedded) or PostgreSQL; knows no policy. Its methods block and are called from workers;
 * writes are queued to one writer and share a transaction and a disk sync.
 *
 * <p>Entries of one append lie together in chunks, their objects joined as they go out and a directory of their heads
 * beside them ({@code ChunkTable}, {@code DirectoryWriter}). Objects are found by id through sorted runs
 * ({@code ObjectIndex}): with one row an object in one table, measured on the same machine, appending cost about three
 * times the processor time at half a million objects, since random keys rewrite most of a B-tree with every synced
 * commit. With runs it is flat, so that H2's own synced checkpoint serves as the point of durability and no
 * journal of ours stands before it. {@code StoreBenchmark}, among the tests, measures all this.
 */
package io.tidings.node.store;
