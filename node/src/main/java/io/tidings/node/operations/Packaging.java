package io.tidings.node.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of an operator's calls about content packages. Fails as {@link Operations} does. */
public interface Packaging {
    /**
     * Makes the next package of a chain. What goes into it is recorded in the ledger before the file is there.
     *
     * @throws OperationException if it cannot be made; no file is left behind then
     */
    PackageReport create(PackageOrder order, Consumer<Operations.Progress> progress);

    /**
     * Takes packages in, each whole or not at all. What was taken before is not taken again.
     *
     * @param from a file, or a folder whose files are taken in the order of their chains; on the machine of the node
     * @param into the collection, where the agreement leaves open which
     * @param acknowledgeTo a folder for word to the senders; absent means none is written
     * @return one an entry a file
     * @throws OperationException if there is nothing at {@code from}, or no room
     */
    List<PackageImportReport> take(
            Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Operations.Progress> progress);

    /**
     * Gives up an import that is not finished: what came with it is deleted, and readers see the collection with what others
     * added. The package can be imported again afterwards, from its beginning.
     *
     * @param collection of this node, by name or id
     * @throws OperationException if no import into it is unfinished
     */
    PackageAbandonment abandon(String collection);

    /** What of packages needs the operator, in words; what a running node says of itself is in its status instead. */
    default List<String> warnings() {
        return List.of();
    }

    /** Packages made and taken, the newest last, at most {@code most}. */
    List<PackageReport> list(int most);
}
