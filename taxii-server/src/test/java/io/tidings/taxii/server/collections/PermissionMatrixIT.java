package io.tidings.taxii.server.collections;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.MemoryBackend;
import io.tidings.taxii.server.testing.RunningServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chapter 7 of the digest, cell by cell. */
class PermissionMatrixIT {
    private static final UUID NO_DELETE = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        MemoryBackend backend = Dataset.backend();
        backend.collection(NO_DELETE, "No delete").rights("analyst", "rw");
        server = RunningServer.start(backend);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "hidden, f0f0f0f0-1111-4222-8333-444455556666, 404, 404, 404, 404",
        "neither, e5b8c3f0-4d27-4b19-b6e4-1c9a8d7f0b44, 200, 403, 403, 404",
        "read, 8d0b5f6e-2a55-4d0f-8a31-5b1f6f0c7e22, 200, 200, 403, 403",
        "write, c2a7e9d4-91b3-4f6a-a0c8-7e4d2b9f1a33, 200, 403, 202, 403",
        "both, 3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11, 200, 200, 202, 200",
        "both without delete, 11111111-1111-4111-8111-111111111111, 200, 200, 202, 403",
    })
    void eachRightAllowsWhatItSays(String rights, String id, int collection, int read, int write, int delete) {
        String path = "/intel/feeds/collections/" + id + "/";
        Client client = server.client();
        assertThat(client.get(path).status()).isEqualTo(collection);
        assertThat(client.get(path + "objects/").status()).isEqualTo(read);
        assertThat(client.get(path + "manifest/").status()).isEqualTo(read);
        // What is to be deleted is there in one collection only; elsewhere the right decides first.
        String object = path + "objects/" + Dataset.MALWARE + "/";
        if (read != 200 || id.startsWith("3f1c")) {
            assertThat(client.get(object).status()).isEqualTo(read);
            assertThat(client.get(object + "versions/").status()).isEqualTo(read);
        }
        assertThat(client.send("DELETE", object).status()).isEqualTo(delete);
        assertThat(client.post(path + "objects/", "{\"objects\":[" + Dataset.fresh(1) + "]}")
                        .status())
                .isEqualTo(write);
    }

    @ParameterizedTest
    @CsvSource({
        "8d0b5f6e-2a55-4d0f-8a31-5b1f6f0c7e22, text/plain, 403",
        "f0f0f0f0-1111-4222-8333-444455556666, text/plain, 404",
        "3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11, text/plain, 415",
    })
    void permissionComesBeforeTheHeadersOfTheBody(String id, String type, int expected) {
        Client client = server.client().with("Content-Type", type);
        assertThat(client.post("/intel/feeds/collections/" + id + "/objects/", "x")
                        .status())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"c2a7e9d4-91b3-4f6a-a0c8-7e4d2b9f1a33, 403", "f0f0f0f0-1111-4222-8333-444455556666, 404"})
    void permissionComesBeforeTheQuery(String id, int expected) {
        assertThat(server.client()
                        .get("/intel/feeds/collections/" + id + "/objects/?limit=0")
                        .status())
                .isEqualTo(expected);
    }
}
