package io.tidings.node.operations;

/**
 * What was destroyed of an origin.
 *
 * @param entries in all collections
 * @param unencrypted those of them whose bytes may be left in the free space of the database's file
 * @param keys of this origin
 */
public record DestroyReport(String origin, long entries, long unencrypted, int keys) {}
