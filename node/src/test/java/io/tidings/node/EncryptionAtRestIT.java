package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.operations.DestroyReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OriginReport;
import io.tidings.node.store.KeyUnavailableException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with {@code store: {encrypt: true}}, seen from outside. */
class EncryptionAtRestIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String V2 = "2026-02-01T00:00:00.000Z";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(3);
    private TestNode node;
    private UUID indicators;
    private TaxiiCaller misp;

    @BeforeEach
    void start() throws Exception {
        node = TestNode.create(vertx, directory, "Bank A");
        Path file = node.home.configuration();
        Files.writeString(file, Files.readString(file).replace("encrypt: false", "encrypt: true"));
        node.start();
        indicators = node.addCollection("indicators");
        node.addClient("misp", "a password", "indicators");
        node.reload();
        misp = new TaxiiCaller(node.clientRoot(), "misp", "a password");
    }

    @AfterEach
    void stop() {
        node.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatAClientGaveIsUnreadableOnDiskAndGoneFromEveryRoadWhenItIsDestroyed() throws Exception {
        String shared = feed.id();
        String theirs = feed.id();
        publish(Feed.indicator(shared, V1, Feed.GREEN));
        assertThat(misp.post(objects(), envelope(Feed.indicator(theirs, V1, Feed.GREEN)))
                        .status())
                .isEqualTo(202);
        assertThat(misp.get(objects()).json().get("objects")).hasSize(2);
        String beforeIt = misp.get(objects() + "?limit=1")
                .header("X-TAXII-Date-Added-Last")
                .orElseThrow();
        assertThat(misp.get(objects() + "?added_after=" + beforeIt).text()).contains(theirs);
        assertThat(database()).doesNotContain("192.0.2.1").doesNotContain(shared);

        assertThat(node.operations().origins())
                .extracting(OriginReport::name)
                .containsExactly("client:misp", "operator");
        assertThat(node.operations().destroyOrigin("client:misp")).isEqualTo(new DestroyReport("client:misp", 1, 0, 1));

        assertThat(misp.get(objects()).text()).contains(shared).doesNotContain(theirs);
        assertThat(misp.get(objects() + "?match[id]=" + theirs).text()).doesNotContain(theirs);
        assertThat(misp.get(objects() + "?added_after=" + beforeIt).text()).isEqualToIgnoringWhitespace("{}");
        assertThat(misp.get(objects() + theirs + "/").status()).isEqualTo(404);
        assertThat(misp.get(objects() + theirs + "/versions/").status()).isEqualTo(404);
        assertThat(misp.get("collections/" + indicators + "/manifest/").text())
                .contains(shared)
                .doesNotContain(theirs);
        assertThatThrownBy(() -> node.operations().trace(theirs)).isInstanceOf(OperationException.class);
        assertThat(node.operations().origins().get(0).destroyedAt()).isPresent();
    }

    @Test
    void aVersionThatWasSupersededIsCurrentAgainWhenTheNewerIsDestroyed() throws Exception {
        String id = feed.id();
        assertThat(misp.post(objects(), envelope(Feed.indicator(id, V1, Feed.GREEN)))
                        .status())
                .isEqualTo(202);
        publish(Feed.indicator(id, V2, Feed.GREEN));
        assertThat(misp.get(objects()).text()).contains(V2);
        node.operations().destroyOrigin("operator");
        assertThat(misp.get(objects()).json().get("objects")).hasSize(1);
        assertThat(misp.get(objects()).text()).doesNotContain(V2);
        node.stop();
        node.start();
        assertThat(misp.get(objects()).json().get("objects")).hasSize(1);
        publish(Feed.indicator(id, V2, Feed.GREEN));
        assertThat(misp.get(objects()).text()).contains(V2);
    }

    @Test
    void withoutItsStorageKeysTheNodeDoesNotStartAndSaysWhatIsMissing() throws Exception {
        publish(Feed.indicator(feed.id(), V1, Feed.GREEN));
        assertThat(node.operations().replaceStorageKey()).isEqualTo(1);
        node.stop();
        Path aside = directory.resolve("aside.p12");
        Files.move(node.home.storageKeys(), aside);
        assertThatThrownBy(() -> node.start())
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("storage-keys.p12 is missing")
                .hasMessageContaining("'storage-2'");
        Files.move(aside, node.home.storageKeys());
        node.start();
        assertThat(misp.get(objects()).json().get("objects")).hasSize(1);
    }

    private void publish(String... objects) throws Exception {
        Path file = directory.resolve("feed.json");
        Files.writeString(file, envelope(objects));
        node.operations().publish("indicators", () -> Files.newInputStream(file), "feed.json", progress -> {});
    }

    private static String envelope(String... objects) {
        return "{\"objects\": [" + String.join(", ", List.of(objects)) + "]}";
    }

    private String objects() {
        return "collections/" + indicators + "/objects/";
    }

    private String database() throws IOException {
        Optional<Path> file;
        try (var files = Files.list(node.home.data())) {
            file = files.filter(each -> each.toString().endsWith(".mv.db")).findFirst();
        }
        return new String(Files.readAllBytes(file.orElseThrow()), StandardCharsets.ISO_8859_1);
    }
}
