package io.tidings.taxii.server.clients;

import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server for one client's requests. */
abstract class ClientReplay {
    static final String BASIC = "Basic YW5hbHlzdDpleGFtcGxlLW9ubHk=";
    static final String ROOT = MemoryBackend.ROOT;
    static final String COLLECTION = ROOT + "collections/" + Dataset.WORKING_SET + "/";
    static final String OBJECTS = COLLECTION + "objects/";
    static final String BUNDLE =
            "{\"type\":\"bundle\",\"id\":\"bundle--6f7a8b9c-0d1e-4f2a-8b3c-4d5e6f7a8bcc\",\"objects\":["
                    + Dataset.fresh(1) + "]}";

    MemoryBackend backend;
    RunningServer server;

    @BeforeEach
    void start() {
        backend = Dataset.backend().token("s3cret", "analyst");
        server = RunningServer.start(backend);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
