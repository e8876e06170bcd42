package io.tidings.node.store;

/**
 * A row of the ledger.
 *
 * @param id ascends in the order of the commits of one process
 */
public record LedgerRow(long id, Release release) {}
