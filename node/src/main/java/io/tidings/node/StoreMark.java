package io.tidings.node;

import io.tidings.node.config.NodeHome;
import io.tidings.node.store.MissingStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers outside {@code data/} that a store was made in it. Where {@code data/} is a file system of its own and is not
 * mounted, the node would else begin an empty store beneath, lose all its cursors, and serve its peers nothing.
 */
record StoreMark(Path mark, Path store) {
    private static final String TEXT =
            "A store was made in data/. If this file is there and data/store.mv.db is not, the"
                    + " node does not start.\nDelete this file only to begin with an empty store.\n";

    static StoreMark of(NodeHome home) {
        return new StoreMark(home.storeMade(), home.data().resolve("store.mv.db"));
    }

    /**
     * To be called before the store is opened.
     *
     * @throws MissingStoreException if there was a store
     */
    void require() throws IOException {
        if (Files.exists(mark) && (!Files.exists(store) || Files.size(store) == 0)) {
            throw new MissingStoreException(
                    "the store's file " + store
                            + " is gone or empty, and there was one; is data/ mounted? If the file is"
                            + " lost, restore a backup (tidings restore --replace); to begin with an empty store, delete "
                            + mark,
                    store);
        }
    }

    /** To be called when the store was opened. */
    void set() throws IOException {
        if (!Files.exists(mark)) {
            Files.writeString(mark, TEXT, StandardCharsets.UTF_8);
        }
    }
}
