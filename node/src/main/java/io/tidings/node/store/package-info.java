/**
 * The store: collection logs with the objects' bytes, where they came from, what was given out, and the small state
 * around them. JDBC over H2 (embedded) or PostgreSQL; knows no policy. Its methods block and are called from workers;
 * writes are queued to one writer and share a transaction and a disk sync.
 */
package io.tidings.node.store;
