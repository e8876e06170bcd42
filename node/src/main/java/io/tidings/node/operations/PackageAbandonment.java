package io.tidings.node.operations;

/**
 * An import that was given up.
 *
 * @param file as it was named
 * @param partner who signed it, such as {@code peer:bank-b}
 * @param collection of this node
 * @param removed entries that had come with it, and are deleted
 * @param kept entries that had come with it and that others gave as well since: those stay
 */
public record PackageAbandonment(
        String file, String partner, String collection, String sha256, long removed, long kept) {}
