package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.identity.Pem;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages whose making ends in its midst: none is lost, none is half there, and nothing stays behind. */
class BrokenOffPackageIT {
    /** Ends the making as a crash does: nothing catches it to tidy up. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(66);
    private TestNode bankA;
    private Path folder;

    @BeforeEach
    void aNodeThatMayGiveToAnother() throws Exception {
        folder = Files.createDirectory(directory.resolve("out"));
        bankA = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        TestNode bankB = TestNode.create(vertx, directory.resolve("b"), "Bank B");
        bankA.addCollection("indicators");
        bankA.agreeWith(bankB, "bank-b").mayRead("indicators", Tlp.AMBER).write();
    }

    @AfterEach
    void stop() {
        bankA.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void oneThatWasWholeGetsItsNameWhenTheNodeStartsAgain() throws Exception {
        publish(3);
        Path file = folder.resolve("1.tidings");
        assertThatThrownBy(() -> create(file, progress -> makeAFolder(file.resolve("in the way"))))
                .isInstanceOf(OperationException.class);
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        bankA.stop();
        bankA.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.isRegularFile(file));
        assertThat(names()).containsExactly("1.tidings");
        assertThat(create(folder.resolve("2.tidings"), progress -> {}).serial()).isEqualTo(2);
    }

    @Test
    void whatNeverBecameWholeIsRemovedAndTakenForNothing() throws Exception {
        publish(3);
        Path always = folder.resolve("always the same.tidings");
        create(always, progress -> {});
        Files.move(always, folder.resolve("carried away.tidings"));
        publish(3);
        assertThatThrownBy(() -> create(always, progress -> {
                    throw new Crash();
                }))
                .isInstanceOf(Crash.class);
        assertThat(names()).hasSize(2);
        PackageReport second = create(folder.resolve("2.tidings"), progress -> {});
        assertThat(second.serial()).isEqualTo(2);
        assertThat(second.objects()).isEqualTo(3);
        assertThat(names()).containsExactly("2.tidings", "carried away.tidings");
        assertThat(bankA.operations().packages().list(1)).containsExactly(second);
        assertThat(bankA.operations().packages().list(-1)).isEmpty();
    }

    @Test
    void whatFailedIsGivenToNobodyAndWhatACrashLeftCountsAsGiven() throws Exception {
        publish(3);
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> create(folder.resolve("1.tidings"), progress -> {
                        throw new IllegalStateException("of the test");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(given()).isEmpty();
        assertThatThrownBy(() -> create(folder.resolve("1.tidings"), progress -> {
                    throw new Crash();
                }))
                .isInstanceOf(Crash.class);
        create(folder.resolve("2.tidings"), progress -> {});
        assertThat(given()).as("who can tell who saw the draft?").containsExactly(3L, 3L);
    }

    private List<Long> given() {
        return bankA.operations().sharing().given("peer:bank-b", Instant.EPOCH, false, 100).pages().stream()
                .map(GivenReport.Page::entries)
                .toList();
    }

    @Test
    void noneIsMadeWithACertificateThatHasExpired() throws Exception {
        Instant ended = Instant.now().minus(Duration.ofDays(1));
        SigningKey expired = TestCertificates.of("Bank A")
                .valid(ended.minus(Duration.ofDays(1)), ended)
                .make();
        Path certificate = Files.writeString(directory.resolve("sign.pem"), Pem.of(expired.certificate()));
        Path key = Files.writeString(
                directory.resolve("sign.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(expired.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        bankA.stop();
        Path configuration = bankA.home.configuration();
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(
                                "  validity: P30D\n",
                                "  validity: P30D\n  signing-key: " + key + "\n  signing-certificate: " + certificate
                                        + "\n"));
        bankA.start();
        publish(3);
        assertThatThrownBy(() -> create(folder.resolve("1.tidings"), progress -> {}))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("the certificate that signs packages is valid from");
        assertThat(given()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void oneThatCouldBePassedOffAsTheNewestForDecadesIsNotMade() throws Exception {
        publish(3);
        assertThatThrownBy(() -> bankA.operations()
                        .packages()
                        .create(order(folder.resolve("1.tidings"), Optional.of(Duration.ofDays(4_000))), p -> {}))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("3660 days at most");
        assertThat(names()).isEmpty();
    }

    private void publish(int count) throws Exception {
        bankA.operations().publish("indicators", Feed.content(feed.indicators(count, Feed.GREEN)), "feed", p -> {});
    }

    private PackageReport create(Path file, Consumer<Progress> progress) throws Exception {
        return bankA.operations().packages().create(order(file, Optional.empty()), progress);
    }

    private static PackageOrder order(Path file, Optional<Duration> validity) {
        return new PackageOrder(file, Optional.of("bank-b"), List.of(), "indicators", false, false, true, validity);
    }

    private static void makeAFolder(Path at) {
        try {
            Files.createDirectories(at);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
