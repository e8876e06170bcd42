package io.tidings.node.store;

/** Where a chunk lies and how it came: what it is sealed to, and what stays readable of one that is sealed. */
record ChunkPlace(int collection, long lastAdded, long firstAdded, int source, long receipt) {}
