package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cli.CommandLineApp;
import io.tidings.node.cli.Programs;
import io.tidings.node.cli.Surroundings;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidings get} against a real node. */
class GetIT {
    private static final String FIRST = "{ \"type\" : \"identity\", \"spec_version\":\"2.1\","
            + " \"id\":\"identity--f431f809-377b-45e0-aa1c-6a4751cae5ff\", \"x_number\": 1.10,\"created\":"
            + "\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\",\"name\":\"\\u00e9\"}";
    private static final String SECOND = FIRST.replace("f431f809", "a431f809");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    private TestNode a;
    private TestNode b;

    /** What a command left. */
    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        a = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        b = TestNode.create(vertx, directory.resolve("b"), "Bank B");
        a.addCollection("indicators");
        a.addClient("siem", "correct horse", "indicators");
        a.agreeWith(b, "bank-b").mayRead("indicators", Tlp.RED).write();
        byte[] content = ("{\"objects\":[" + FIRST + "," + SECOND + "]}").getBytes(StandardCharsets.UTF_8);
        a.operations().publish("indicators", () -> new ByteArrayInputStream(content), "test", progress -> {});
    }

    @AfterEach
    void stop() throws Exception {
        a.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void withoutACollectionRootsAndCollectionsAreListed() {
        Result listed = asSiem("correct horse\n");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("/shared/", "indicators");
        assertThat(asSiem("correct horse\n", "--json").out()).startsWith("{\"server\":\"https://localhost:");
    }

    @Test
    void theBytesOfEveryObjectArriveAsTheyWerePublished() throws Exception {
        Result got = asSiem("correct horse\n", "--collection", "indicators");
        assertThat(got.exitCode()).as(got.err()).isZero();
        assertThat(objects(got.out().getBytes(StandardCharsets.UTF_8))).containsExactly(FIRST, SECOND);
        assertThat(objects(asSiem("correct horse\n", "--collection", "indicators", "--limit", "1")
                        .out()
                        .getBytes(StandardCharsets.UTF_8)))
                .containsExactly(FIRST);
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws Exception {
        Path file = directory.resolve("out.json");
        assertThat(asSiem("wrong\n", "--collection", "indicators", "--out", file.toString())
                        .exitCode())
                .isEqualTo(4);
        assertThat(file).doesNotExist();
        assertThat(asSiem("correct horse\n", "--collection", "indicators", "--out", file.toString())
                        .exitCode())
                .isZero();
        assertThat(objects(Files.readAllBytes(file))).hasSize(2);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a", "b", "out.json");
    }

    @Test
    void aServerThatIsNotTrustedOrNotThereIsSaidToBeSo() {
        Result untrusted = run("", a.discovery().toString());
        assertThat(untrusted.exitCode()).isEqualTo(4);
        assertThat(untrusted.err()).contains("--pin");
        assertThat(run("", "http://127.0.0.1:1/taxii2/").exitCode()).isEqualTo(5);
        assertThat(asSiem("correct horse\n", "--collection", "nothing").exitCode())
                .isEqualTo(3);
    }

    @Test
    void aHomeShowsItsCertificateAndTrustsItsPeers() throws Exception {
        b.agreeWith(a, "bank-a").write();
        Result got = run(
                "",
                a.peerRoot().resolve("/taxii2/").toString(),
                "--home",
                b.home.directory().toString(),
                "--collection",
                "indicators");
        assertThat(got.exitCode()).as(got.err()).isZero();
        assertThat(objects(got.out().getBytes(StandardCharsets.UTF_8))).containsExactly(FIRST, SECOND);
    }

    private Result asSiem(String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                a.discovery().toString(),
                "--user",
                "siem",
                "--password-stdin",
                "--pin",
                a.identity.fingerprint().pin()));
        arguments.addAll(List.of(more));
        return run(password, arguments.toArray(String[]::new));
    }

    private static Result run(String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                Clock.systemUTC(),
                new SecureRandom(),
                () -> {
                    throw new AssertionError("nothing stays up");
                });
        var programs = new Programs(
                home -> {
                    throw new AssertionError("no home is opened");
                },
                (home, options) -> {
                    throw new AssertionError("nothing is started");
                },
                (options, told, stop) -> false);
        List<String> all = new ArrayList<>(List.of("get"));
        all.addAll(List.of(arguments));
        int exitCode = new CommandLineApp(surroundings, programs).run(all.toArray(String[]::new));
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<String> objects(byte[] envelope) throws Exception {
        List<String> objects = new ArrayList<>();
        try (ContentReader reader = ContentReader.over(envelope, ContentBounds.standard())) {
            for (Optional<Element> each = reader.next(); each.isPresent(); each = reader.next()) {
                objects.add(((Element.Sound) each.get()).object().bytes().text());
            }
        }
        return objects;
    }
}
