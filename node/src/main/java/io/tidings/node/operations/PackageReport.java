package io.tidings.node.operations;

import java.util.Optional;

/**
 * A content package that was made or taken.
 *
 * @param direction {@code out} or {@code in}
 * @param partner {@code peer:bank-b}, {@code client:siem}
 * @param collection of this node, by name
 * @param sha256 the package's digest
 * @param from position after which its objects lie; absent means from the beginning
 * @param file as it was named
 * @param state what is known of it: {@code made}, {@code acknowledged}, {@code missed}, {@code taken}
 */
public record PackageReport(
        String direction,
        String partner,
        String collection,
        String chain,
        long serial,
        boolean full,
        String sha256,
        long objects,
        Optional<String> from,
        Optional<String> to,
        String created,
        String expires,
        String file,
        String state) {
    /** The same, of which something else is known now. */
    public PackageReport withState(String newState) {
        return new PackageReport(
                direction,
                partner,
                collection,
                chain,
                serial,
                full,
                sha256,
                objects,
                from,
                to,
                created,
                expires,
                file,
                newState);
    }
}
