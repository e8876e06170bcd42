package io.tidings.node.operations;

/**
 * What was encrypted of what had been stored in the clear.
 *
 * @param entries of all collections, the node's own included
 * @param rewritten whether the store's file is written anew at the end, so that nothing of it is left in free space
 */
public record EncryptReport(long entries, boolean rewritten) {}
