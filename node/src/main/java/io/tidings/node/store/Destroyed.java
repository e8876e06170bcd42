package io.tidings.node.store;

/**
 * What was destroyed of one origin.
 *
 * @param entries of all collections, those that could not be read any more left out
 * @param unencrypted those of them that lay in the database unencrypted: they are deleted, but their bytes may be left
 *     in the free space of its file
 * @param keys data keys destroyed
 */
public record Destroyed(String origin, long entries, long unencrypted, int keys) {}
