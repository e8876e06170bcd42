package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of a transfer device between two nodes. */
class PackageFoldersIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Feed feed = new Feed(7);
    private TestNode sender;
    private TestNode receiver;
    private Path out;
    private Path in;
    private Path back;
    private int senderMetrics;
    private int receiverMetrics;

    @BeforeEach
    void twoNodesWithFolders() throws Exception {
        out = Files.createDirectory(directory.resolve("out"));
        in = Files.createDirectory(directory.resolve("in"));
        back = Files.createDirectory(directory.resolve("back"));
        senderMetrics = FreePorts.one();
        receiverMetrics = FreePorts.one();
        sender = TestNode.create(vertx, directory.resolve("a"), "Bank A");
        receiver = TestNode.create(vertx, directory.resolve("b"), "Bank B");
        configure(
                sender,
                "  outbox:\n    - {folder: " + out + ", for: bank-b, collection: indicators, every: 300ms}\n",
                senderMetrics);
        configure(
                receiver,
                "  inbox:\n    - {folder: " + in + ", every: 100ms, acknowledge-to: " + back + "}\n",
                receiverMetrics);
        sender.start();
        receiver.start();
        sender.addCollection("indicators");
        receiver.addCollection("from-a");
        sender.agreeWith(receiver, "bank-b").mayRead("indicators", Tlp.RED).write();
        receiver.agreeWith(sender, "bank-a").mayWrite("from-a", Tlp.RED).write();
    }

    private static void configure(TestNode node, String folders, int metrics) throws IOException {
        String yaml = Files.readString(node.home.configuration());
        Files.writeString(
                node.home.configuration(),
                yaml.replace("  validity: P30D\n", "  validity: P30D\n" + folders)
                        .replace("listeners:", "listeners:\n  metrics: {port: " + metrics + "}"));
    }

    @AfterEach
    void stop() {
        sender.close();
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsPutOutArrivesAndIsAcknowledged() throws Exception {
        publish(10);
        Path first = awaitOne(out);
        Files.move(first, in.resolve("arrived.tidings"));
        await().atMost(LONG).until(() -> held() == 10);
        await().atMost(LONG).until(() -> names(in).isEmpty());
        awaitOne(back);
        assertThat(sender.operations()
                        .packages()
                        .take(back, Optional.empty(), Optional.empty(), p -> {})
                        .get(0)
                        .outcome())
                .isEqualTo("acknowledgement");
        assertThat(sender.operations().packages().list(10))
                .extracting(each -> each.state())
                .containsExactly("acknowledged");
        assertThat(names(out)).isEmpty(); // there is nothing new
        publish(3);
        Files.move(awaitOne(out), in.resolve("next.tidings"));
        await().atMost(LONG).until(() -> held() == 13);
    }

    @Test
    void aFileThatIsStillGrowingIsWaitedFor() throws Exception {
        publish(10);
        byte[] whole = Files.readAllBytes(awaitOne(out));
        Path slow = in.resolve("slow.tidings");
        for (int at = 0; at < whole.length; at += 700) {
            Files.write(
                    slow,
                    Arrays.copyOfRange(whole, at, Math.min(whole.length, at + 700)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        await().atMost(LONG).until(() -> held() == 10);
        assertThat(in.resolve("failed")).doesNotExist();
    }

    @Test
    void whatCannotBeTakenIsSetAsideWithAReport() throws Exception {
        publish(10);
        byte[] broken = Files.readAllBytes(awaitOne(out));
        broken[broken.length / 2] ^= 1;
        Files.write(in.resolve("broken.tidings"), broken);
        await().atMost(LONG).until(() -> names(in).equals(List.of("failed")));
        await().atMost(LONG).until(() -> names(in.resolve("failed")).size() == 2);
        List<String> set = names(in.resolve("failed"));
        assertThat(set.get(0)).endsWith("broken.tidings");
        assertThat(Files.readString(in.resolve("failed").resolve(set.get(1))))
                .contains("broken.tidings was not taken", "ask the sender");
        assertThat(held()).isZero();
    }

    @Test
    void whatBecameOfPackagesIsCountedAndWhatNeedsTheOperatorIsAlertedOf() throws Exception {
        publish(10);
        Path made = awaitOne(out);
        byte[] broken = Files.readAllBytes(made);
        broken[broken.length / 2] ^= 1;
        Files.write(in.resolve("broken.tidings"), broken);
        Files.move(made, in.resolve("whole.tidings"));
        await().atMost(LONG).until(() -> held() == 10 && names(in).equals(List.of("failed")));

        Scraped there = Scraped.at(senderMetrics);
        assertThat(there.sum("tidings_packages_made_total", "outcome=\"made\"")).isEqualTo(1);
        assertThat(there.sum("tidings_packages_made_total", "outcome=\"failed\""))
                .isZero();
        assertThat(there.sum("tidings_package_objects_total", "direction=\"out\""))
                .isEqualTo(10);
        assertThat(there.sum("tidings_package_warnings")).isZero();
        Scraped here = Scraped.at(receiverMetrics);
        assertThat(here.sum("tidings_package_files_total", "outcome=\"taken\"")).isEqualTo(1);
        assertThat(here.sum("tidings_package_files_total", "outcome=\"refused\""))
                .isEqualTo(1);
        assertThat(here.sum("tidings_package_faults_total")).isPositive();
        assertThat(here.sum("tidings_package_objects_total", "direction=\"in\""))
                .isEqualTo(10);
        assertThat(here.sum("tidings_package_imports_unfinished")).isZero();
        assertThat(here.sum("tidings_package_warnings")).as("of failed/").isEqualTo(1);

        receiver.operations().sharing().cut(Optional.of("bank-a"), Optional.empty()); // else alerts come in ten seconds
        await().atMost(LONG).until(() -> Scraped.at(receiverMetrics).sum("tidings_alert", "kind=\"packages\"") == 1);
    }

    @Test
    void onePackageWaitsForTheOneBeforeIt() throws Exception {
        publish(10);
        Path first = awaitOne(out);
        Path away = Files.move(first, directory.resolve("first.tidings"));
        publish(2);
        Files.move(awaitOne(out), in.resolve("a-second.tidings"));
        awaitOne(back); // word that one is missing
        assertThat(names(in)).containsExactly("a-second.tidings");
        Files.move(away, in.resolve("b-first.tidings"));
        await().atMost(LONG).until(() -> held() == 12);
        await().atMost(LONG).until(() -> names(in).isEmpty());
    }

    @Test
    void whatIsNoFileIsSetAsideAndTheFilesBehindItAreTaken() throws Exception {
        publish(10);
        Files.createDirectory(in.resolve("a-folder.tidings"));
        Files.createSymbolicLink(in.resolve("a-link.tidings"), directory.resolve("nowhere"));
        Files.move(awaitOne(out), in.resolve("package.tidings"));
        await().atMost(LONG).until(() -> held() == 10);
        await().atMost(LONG).until(() -> names(in).equals(List.of("failed")));
        assertThat(names(in.resolve("failed")))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).endsWith("-a-folder.tidings"),
                        each -> assertThat(each).endsWith("-a-folder.tidings.txt"),
                        each -> assertThat(each).endsWith("-a-link.tidings"),
                        each -> assertThat(each).endsWith("-a-link.tidings.txt"));
    }

    @Test
    void whatCannotBeSetAsideIsToldOfAndTheFilesBehindItAreTaken() throws Exception {
        publish(10);
        Files.writeString(in.resolve("failed"), "in the way of a folder");
        Files.writeString(in.resolve("a-broken.tidings"), "no package");
        Files.move(awaitOne(out), in.resolve("package.tidings"));
        await().atMost(LONG).until(() -> held() == 10);
        assertThat(receiver.operations().packages().warnings())
                .anySatisfy(each -> assertThat(each).contains("a-broken.tidings stays where it is"));
        Files.delete(in.resolve("a-broken.tidings"));
        await().atMost(LONG)
                .until(() -> receiver.operations().packages().warnings().isEmpty());
    }

    @Test
    void aFolderImportedByHandIsAcknowledgedFileByFile() throws Exception {
        publish(10);
        Path apart = Files.createDirectory(directory.resolve("apart"));
        Files.move(awaitOne(out), apart.resolve("1.tidings"));
        publish(10);
        Path lost = Files.move(awaitOne(out), directory.resolve("lost.tidings"));
        publish(10);
        Files.move(awaitOne(out), apart.resolve("3.tidings"));
        receiver.operations().packages().take(apart, Optional.empty(), Optional.of(back), p -> {});
        assertThat(names(back))
                .satisfiesExactly(
                        each -> assertThat(each).endsWith("-000001-taken.tidings"),
                        each -> assertThat(each).endsWith("-000003-waiting.tidings"));
        assertThat(lost).exists();
    }

    private void publish(int count) throws Exception {
        sender.operations().publish("indicators", Feed.content(feed.indicators(count, Feed.GREEN)), "feed", p -> {});
    }

    private long held() {
        return receiver.operations().packages().list(100).stream()
                .mapToLong(each -> each.objects())
                .sum();
    }

    private Path awaitOne(Path folder) {
        await().atMost(LONG).until(() -> names(folder).stream().anyMatch(each -> each.endsWith(".tidings")));
        try {
            return folder.resolve(names(folder).stream()
                    .filter(each -> each.endsWith(".tidings"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> !each.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
