package io.tidings.node.contentpackage;

import io.tidings.node.operations.Operations.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file that is to be imported.
 *
 * @param copy the node's own of it, which alone is read
 * @param into name of the collection that is wanted; absent means the one that the agreement says
 */
record Incoming(Path file, Path copy, Optional<String> into, Consumer<Progress> progress) {
    String name() {
        return String.valueOf(file.getFileName());
    }
}
