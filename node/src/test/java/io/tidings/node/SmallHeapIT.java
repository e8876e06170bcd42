package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A serving process with a small heap, given more than it could hold: a long upload, a stream that never ends, a
 * compression bomb, and readers of one byte a second (I-8).
 *
 * <p>{@code -Dtidings.heavy.mib=200} is issue 3's size, with {@code -Xmx512m}; a smaller one gets a smaller heap.
 * Not run without it: it takes minutes.
 */
@EnabledIfSystemProperty(named = "tidings.heavy.mib", matches = "\\d+")
class SmallHeapIT {
    private static final int MEBIBYTES = Integer.getInteger("tidings.heavy.mib", 200);
    private static final int HEAP = MEBIBYTES > 100 ? 512 : 128;
    private static final int BEYOND_THE_HEAP = 400; // code, threads, network buffers, the store's mapped pages
    private static final int SLOW_READERS = 32;
    /** Until a long upload is taken in and durable. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String OBJECTS = "/shared/collections/inbox/objects/";

    @TempDir
    Path directory;

    private NodeProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void whatIsLongerThanTheHeapIsTakenOrRefusedInBoundedMemory() throws Exception {
        Vertx vertx = Vertx.vertx();
        TestNode node =
                TestNode.create(vertx, directory.resolve("node"), "Bank A").start();
        node.addCollection("inbox");
        node.addClient("tip", "a password", "inbox");
        node.addClient("slow", "a password", "inbox");
        node.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        String bound = "max-content-length: " + (MEBIBYTES + 1) + " MiB";
        Files.writeString(
                node.home.configuration(),
                Files.readString(node.home.configuration()).replace("max-content-length: 100 MiB", bound));
        process = NodeProcess.serve(node.home.directory(), "-Xmx" + HEAP + "m");

        int objects = upload(node);
        String largePage = RawConnection.head("GET", OBJECTS + "?limit=10000", "slow", "a password") + "\r\n";
        try (SlowReaders slow = new SlowReaders(node.clientRoot(), largePage, SLOW_READERS)) {
            assertThat(endless(node).status()).isIn(0, 413);
            assertThat(bomb(node).status()).isEqualTo(413);
            TaxiiCaller honest = new TaxiiCaller(node.clientRoot(), "tip", "a password");
            assertThat(HeldLog.of(honest, "inbox").ids()).hasSize(objects).doesNotHaveDuplicates();
            assertThat(slow.statuses()).hasSize(SLOW_READERS).containsOnly(200, 503);
        }
        assertThat(process.isAlive()).as(process.log()).isTrue();
        assertThat(process.log()).doesNotContain("OutOfMemoryError");
        if (process.peakMebibytes().isPresent()) {
            assertThat(process.peakMebibytes().getAsLong())
                    .as("MiB of resident memory at most")
                    .isLessThan(HEAP + BEYOND_THE_HEAP);
        }
    }

    /** One request of {@link #MEBIBYTES}; returns how many objects it held. */
    private int upload(TestNode node) throws Exception {
        Feed feed = new Feed(9);
        String one = MixedLoad.object(feed.id());
        int objects = (MEBIBYTES << 20) / (one.length() + 2);
        long length = 14L + (long) objects * one.length() + (objects - 1);
        try (RawConnection connection = RawConnection.open(node.clientRoot()).patient(PATIENCE)) {
            connection.send(RawConnection.head("POST", OBJECTS, "tip", "a password") + "Content-Length: " + length
                    + "\r\n\r\n{\"objects\":[");
            for (int i = 0; i < objects; i++) {
                connection.send((i == 0 ? "" : ",") + MixedLoad.object(feed.id()));
            }
            connection.send("]}");
            RawConnection.Reply reply = connection.reply();
            assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        }
        return objects;
    }

    private RawConnection.Reply endless(TestNode node) throws Exception {
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (RawConnection connection = RawConnection.open(node.clientRoot())) {
            connection.send(
                    RawConnection.head("POST", OBJECTS, "tip", "a password") + "Transfer-Encoding: chunked\r\n\r\n");
            try {
                for (int i = 0; i < 1_024; i++) {
                    connection.send("100000\r\n");
                    connection.send(blanks);
                    connection.send("\r\n");
                }
            } catch (IOException cutOff) {
                return new RawConnection.Reply(0, cutOff.toString());
            }
            return connection.reply();
        }
    }

    private RawConnection.Reply bomb(TestNode node) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1_024; i++) {
                gzip.write(blanks);
            }
        }
        try (RawConnection connection = RawConnection.open(node.clientRoot()).patient(PATIENCE)) {
            connection.send(RawConnection.head("POST", OBJECTS, "tip", "a password")
                    + "Content-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n");
            connection.send(bytes.toByteArray());
            return connection.reply();
        }
    }
}
