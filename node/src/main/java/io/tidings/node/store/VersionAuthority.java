package io.tidings.node.store;

import io.tidings.stix.object.Head;

/**
 * Says whether a version of an object may enter a log (I-6).
 *
 * <p>Asked inside the commit, so that no second version slips past a first that arrives at the same moment; called
 * only for a version that is not held yet in the collection. Must be pure and quick.
 */
@FunctionalInterface
public interface VersionAuthority {
    /**
     * Asked for an object that is held already, in any collection; not where one of them holds the same version with the
     * same bytes, nor for objects without versions, such as SCOs: nothing is changed by these.
     */
    boolean mayVersion(Head offered, Held held);

    /** Asked for an object that no collection holds. */
    default boolean mayBegin(Head offered) {
        return true;
    }

    /**
     * The first version held of the object: its oldest entry by {@code added} over all collections.
     *
     * @param source who gave it, as {@link Receipt#source}
     * @param sameCreator whether its {@code created_by_ref} is equal to that of the version offered, or absent in both;
     *     creators never change (STIX 2.1 §3.2, §3.6), so another one is an attempt to take the object over. Kept
     *     beside the index (such as the first 64 bits of the SHA-256 of the creator's text, 0 for none), so that no
     *     object need be loaded for it
     */
    record Held(String source, boolean sameCreator) {}
}
