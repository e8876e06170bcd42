package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.api.NodeControl;
import io.tidings.node.api.OperatorApi;
import io.tidings.node.api.OperatorApiOptions;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.RunFile;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.FakeOperations;
import io.tidings.node.operations.FakeRecalls;
import io.tidings.node.operations.OriginReport;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that talk to a running node over its real operator API. */
class RunningNodeIT {
    private final Cli cli = new Cli();
    private final Vertx vertx = Vertx.vertx();
    private final FakeOperations node = new FakeOperations();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @TempDir
    private Path directory;

    private String home;
    private OperatorApi api;

    @BeforeEach
    void start() throws Exception {
        home = directory.resolve("home").toString();
        cli.run("init", "--home", home, "--organisation", "Bank A");
        NodeHome at = new NodeHome(Path.of(home));
        NodeConfiguration configuration = NodeConfiguration.load(at.configuration());
        var control = new NodeControl() {
            @Override
            public void stop() {
                stopped.countDown();
            }

            @Override
            public NodeConfiguration configuration() {
                return configuration;
            }
        };
        var key = new Secrets(at.secrets(), new SecureRandom()).operatorKey();
        api = OperatorApi.start(vertx, node, control, new OperatorApiOptions(at, key, 1 << 20, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void recallsAndSignedAgreementsAreTheRunningNodes() throws Exception {
        String object = FakeRecalls.OBJECT;
        assertThat(cli.run("recall", object, "--reason", "a mistake", "--home", home)
                        .out())
                .contains("peer:bank-b", "removed", "2 peers, 3 clients; 1 answered, 1 acted");
        assertThat(cli.run("recall", "--list", "--home", home).out()).contains(object, "this node");
        assertThat(cli.run("recall", "show", object, "--json", "--home", home).out())
                .contains("\"who\":\"client:siem\"", "\"answers\":false");
        assertThat(cli.run("recall", "forget", object, "--home", home).out()).contains("forgotten");
        assertThat(cli.run("recall", object, "--home", home).exitCode()).isEqualTo(2);
        assertThat(cli.run("recall", "indicator--00000000-0000-4000-8000-000000000002", "--reason", "x", "--home", home)
                        .exitCode())
                .isEqualTo(3);

        Path file = directory.resolve("agreement.json");
        cli.run("agreement", "export", "bank-b", "--out", file.toString(), "--home", home);
        assertThat(file).hasContent("{}");
        assertThat(cli.run("agreement", "export", "bank-b", "--out", file.toString(), "--home", home)
                        .exitCode())
                .as("it overwrites nothing")
                .isEqualTo(4);
        assertThat(cli.run("agreement", "sign", file.toString(), "--home", home).out())
                .contains("signed-by-us", "own, key key: holds", "purpose: theirs a");
        assertThat(cli.run("agreement", "verify", file.toString(), "--home", home)
                        .exitCode())
                .isZero();
        assertThat(cli.run("agreement", "accept", file.toString(), "--anyway", "--json", "--home", home)
                        .out())
                .contains("\"state\":\"signed\"");
        assertThat(cli.run("agreement", "list", "--home", home).out()).contains("bank-b  unsigned  3");
    }

    @Test
    void everyCommandReachesTheRunningNodeAndOpensNothingItself() throws Exception {
        String id = cli.run("collection", "add", "c", "--home", home, "--description", "D")
                .out();
        assertThat(id.strip()).isEqualTo(node.collections.get(0).id());
        assertThat(node.collections.get(0).description()).contains("D");
        String object = "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff";
        Path feed = Files.writeString(
                directory.resolve("f & g.json"), "{\"objects\":[{\"type\":\"identity\",\"id\":\"" + object + "\"}]}");
        assertThat(cli.run("publish", feed.toString(), "--collection", "c", "--home", home)
                        .exitCode())
                .isZero();
        assertThat(node.origins).containsExactly("f & g.json");
        assertThat(cli.run("trace", object, "--home", home).exitCode()).isZero();
        assertThat(cli.run("follow", "bank-b", "--home", home).exitCode()).isZero();
        assertThat(cli.run("preview", "client:x", "--collection", "c", "--home", home)
                        .exitCode())
                .isZero();
        assertThat(cli.run("status", "--home", home).out()).contains("running");
        Cli.Result backup = cli.run("backup", "--to", directory + "/b.tidings", "--without-keys", "--home", home);
        assertThat(backup.out())
                .contains("b.tidings: Bank A as of 2026-01-02T00:00:00Z")
                .contains("without keys");
        assertThat(cli.run("config", "show", "--home", home).out()).contains("\"page-default\":1000");
        assertThat(cli.opened).isZero();
    }

    @Test
    void failuresKeepTheirExitCodesOverTheWire() throws Exception {
        cli.run("collection", "add", "c", "--home", home);
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"objects\":[");
        Cli.Result malformed = cli.run("publish", broken.toString(), "--collection", "c", "--home", home);
        assertThat(malformed.exitCode()).isEqualTo(4);
        assertThat(malformed.err()).contains("at byte ");
        assertThat(cli.run("collection", "add", "c", "--home", home).exitCode()).isEqualTo(4);
        assertThat(cli.run("trace", "identity--x", "--home", home).exitCode()).isEqualTo(3);
        assertThat(cli.run("follow", "nobody", "--home", home).exitCode()).isEqualTo(3);
        Path large = Files.writeString(directory.resolve("large.json"), " ".repeat(8 << 20));
        Cli.Result refused = cli.run("publish", large.toString(), "--collection", "c", "--home", home);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(node.published).isEmpty();
    }

    @Test
    void aChangedAgreementIsTakenUpAtOnce() throws Exception {
        assertThat(cli.run("client", "add", "siem", "--home", home).exitCode()).isZero();
        assertThat(node.reloaded.await(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSecondNodeFromTheSameHomeIsRefused() {
        assertThat(cli.run("serve", "--home", home).exitCode()).isEqualTo(4);
    }

    @Test
    void stopReachesTheNode() throws Exception {
        assertThat(cli.run("stop", "--home", home).exitCode()).isZero();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theKeyIsNotShownToWhoeverListensAtAnOldPort() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        var imposter = vertx.createHttpServer()
                .requestHandler(request -> {
                    seen.add(String.valueOf(request.getHeader("Authorization")));
                    request.response().end("{\"proof\":\"" + "0".repeat(64) + "\"}");
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        long nobody = 4_000_000_000L;
        NodeHome at = new NodeHome(Path.of(home));
        new RunFile("http://127.0.0.1:" + imposter.actualPort(), nobody, Instant.now()).write(at);
        assertThat(cli.run("collection", "list", "--home", home).exitCode()).isZero();
        assertThat(cli.opened).isEqualTo(1);
        assertThat(seen).containsOnly("null");
        new RunFile(
                        "http://127.0.0.1:" + imposter.actualPort(),
                        ProcessHandle.current().pid(),
                        Instant.now())
                .write(at);
        Cli.Result alive = cli.run("collection", "list", "--home", home);
        assertThat(alive.exitCode()).isEqualTo(5);
        assertThat(alive.err()).contains("does not know the operator key");
    }

    @Test
    void anOriginIsDestroyedOnlyWithAYes() {
        node.givers.add(new OriginReport("peer:bank-b", Optional.of("2026-01-01T00:00:00Z"), Optional.empty()));
        node.givers.add(new OriginReport("operator", Optional.empty(), Optional.of("2026-01-02T00:00:00Z")));
        assertThat(cli.run("origin", "list", "--home", home).out())
                .contains("peer:bank-b  2026-01-01T00:00:00Z  -")
                .contains("operator     -                     2026-01-02T00:00:00Z");

        Cli.Result unsure = cli.run("origin", "destroy", "peer:bank-b", "--home", home);
        assertThat(unsure.exitCode()).isEqualTo(2);
        assertThat(unsure.err()).contains("nothing was done", "--yes");
        assertThat(node.givers).hasSize(2);

        Cli.Result sure = cli.run("origin", "destroy", "peer:bank-b", "--yes", "--home", home);
        assertThat(sure.exitCode()).as(sure.err()).isZero();
        assertThat(sure.out()).contains("peer:bank-b: 12 entries and 1 key destroyed");
        assertThat(sure.err()).contains("back up storage-keys.p12", "2 of the entries were not encrypted");
        assertThat(cli.run("origin", "destroy", "peer:bank-b", "--yes", "--home", home)
                        .exitCode())
                .isEqualTo(3);
        assertThat(cli.run("origin", "list", "--json", "--home", home).out())
                .isEqualTo("[{\"name\":\"operator\",\"destroyedAt\":\"2026-01-02T00:00:00Z\"}]\n");
    }

    @Test
    void theStorageKeyIsReplacedWhileTheNodeRuns() {
        Cli.Result result = cli.run("key", "rotate-storage", "--home", home);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("0 data keys wrapped with a new key");
        assertThat(cli.run("key", "rotate-storage", "--json", "--home", home).out())
                .isEqualTo("{\"keys\":0}\n");
    }

    @Test
    void jsonIsTheSameFromARunningNodeAndFromAHome() {
        String remote = cli.run("status", "--home", home, "--json").out();
        api.close();
        String local = cli.run("status", "--home", home, "--json").out();
        assertThat(JsonIn.parse(remote.strip()).text("organisation")).isEqualTo("Bank A");
        assertThat(remote).isEqualTo(local);
    }
}
