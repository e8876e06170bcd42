package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.doctor.Doctor;
import io.tidings.node.doctor.Finding;
import io.tidings.node.doctor.Patient;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.store.MissingStoreException;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingStoreIT {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    private TestNode bank;
    private Path store;

    @BeforeEach
    void aNodeThatHasAStore() throws Exception {
        bank = TestNode.create(vertx, directory.resolve("bank"), "Bank A");
        store = bank.home.data().resolve("store.mv.db");
        Node.open(bank.home, vertx).close();
    }

    @AfterEach
    void close() {
        bank.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whereTheStoreIsGoneNoEmptyOneIsBegunInItsPlace() throws Exception {
        Files.delete(store);
        assertRefused();
        assertThat(store).doesNotExist();
    }

    @Test
    void anEmptyFileIsNoStore() throws Exception {
        Files.write(store, new byte[0]);
        assertRefused();
        assertThat(store).isEmptyFile();
    }

    @Test
    void whoMeansItBeginsAnEmptyStore() throws Exception {
        Files.delete(store);
        Files.delete(bank.home.storeMade());
        Node.open(bank.home, vertx).close();
        assertThat(store).isNotEmptyFile();
        assertThat(bank.home.storeMade()).isNotEmptyFile();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> Node.open(bank.home, vertx))
                .isInstanceOf(MissingStoreException.class)
                .hasMessageContainingAll("store.mv.db", "is data/ mounted?", "tidings restore", "store-made");
        assertThat(new Doctor(new Patient(bank.home, new Stopped(), Clock.systemUTC(), new SecureRandom()))
                        .examine(Optional.empty()))
                .filteredOn(finding -> finding.check().equals("store"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.FAULT);
                    assertThat(finding.advice()).isEqualTo("mount data/ or restore a backup");
                });
    }

    private final class Stopped implements Patient.StatusSource {
        @Override
        public Optional<StatusReport> ofRunningNode() {
            return Optional.empty();
        }

        @Override
        public StatusReport byOpening() throws Exception {
            try (Node node = Node.open(bank.home, vertx)) {
                return node.operations(node::facts).status();
            }
        }
    }
}
