package io.tidings.node.contentpackage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.recall.RecallRoad;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgementReaderIT {
    private static final UUID CHAIN = new UUID(1, 1);
    private static final String DIGEST = "ab".repeat(32);
    private static final Principal RECIPIENT = client("siem");

    @TempDir
    private Path folder;

    private Store store;
    private Kept kept;
    private AcknowledgementReader reader;

    @BeforeEach
    void oneWasMade() {
        store = JdbcStore.open(StoreOptions.h2(folder.resolve("store")), Clock.systemUTC());
        kept = new Kept(store);
        reader = new AcknowledgementReader(kept, RecallRoad.none());
        kept.putMade(new PackageReport(
                "out",
                RECIPIENT.name(),
                "indicators",
                CHAIN.toString(),
                3,
                false,
                DIGEST,
                5,
                Optional.empty(),
                Optional.empty(),
                "2026-02-01T00:00:00Z",
                "2026-03-01T00:00:00Z",
                "file",
                "made"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Principal client(String name) {
        return new Principal.OfClient(new Client(
                name,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:" + "0".repeat(64)));
    }

    private static Manifest.Acknowledgement word(UUID chain, long serial, String digest) {
        return new Manifest.Acknowledgement(chain, new UUID(2, 2), serial, digest, false, "taken", List.of());
    }

    private String state() {
        return kept.made(CHAIN.toString(), 3).orElseThrow().state();
    }

    @Test
    void wordOfAPackageThatWasMadeForItsSenderIsNoted() {
        assertThat(reader.read(word(CHAIN, 3, DIGEST), RECIPIENT)).isEmpty();
        assertThat(state()).isEqualTo("acknowledged");
    }

    @Test
    void wordOfAnotherPackageIsNotNotedAndThatIsSaid() {
        assertThat(reader.read(word(new UUID(9, 9), 3, DIGEST), RECIPIENT)).isPresent();
        assertThat(reader.read(word(CHAIN, 4, DIGEST), RECIPIENT)).isPresent();
        assertThat(reader.read(word(CHAIN, 3, "cd".repeat(32)), RECIPIENT))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("package 3 of the chain " + CHAIN, "sha256:cdcd", "no such package for client:siem"));
        assertThat(reader.read(word(CHAIN, 3, DIGEST), client("another"))).isPresent();
        assertThat(state()).isEqualTo("made");
    }
}
