package io.tidings.node.clients;

import io.tidings.node.ClientNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node for one client's requests. */
abstract class Replay {
    static final String TAXII = "application/taxii+json;version=2.1";

    @TempDir
    Path directory;

    ClientNode node;

    @BeforeEach
    void start() throws Exception {
        node = new ClientNode(directory.resolve("node"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /** Without the slash at its end. */
    String root() {
        return node.base() + "/shared";
    }

    String objects() {
        return root() + "/collections/" + node.collection() + "/objects/";
    }
}
