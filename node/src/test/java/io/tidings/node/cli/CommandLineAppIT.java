package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.FreePorts;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.RunFile;
import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.QuarantineReport;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a home from which no node runs. */
class CommandLineAppIT {
    private static final String IDENTITY = "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff";
    private static final String BUNDLE = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"identity\",\"id\":\"" + IDENTITY
            + "\",\"spec_version\":\"2.1\"}]}";

    private final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private String home;

    @BeforeEach
    void init() {
        home = directory.resolve("parent/home").toString();
        assertThat(cli.run("init", "--home", home, "--organisation", "Bank A").exitCode())
                .isZero();
    }

    @Test
    void helpNamesEveryCommandAndExitCode() {
        Cli.Result help = cli.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("init", "serve", "demo", "status", "card", "peer", "client", "collection", "publish")
                .contains("follow", "get", "trace", "preview", "config", "stop", "Exit codes", "5   a node, a peer");
        assertThat(cli.run("--version").out()).startsWith("tidings ");
        assertThat(cli.run("help", "publish").out()).contains("--collection");
        assertThat(cli.run("peer", "add", "--help").out()).contains("THEIRS=OURS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statsu",
                "collection",
                "collection add",
                "publish feed.json",
                "init",
                "peer add",
                "peer add card --onward perhaps",
                "peer add card --max-tlp purple",
                "peer add card --follow nothing",
                "client add x --nothing",
                "serve --plain-port many",
                "serve --plain-port 70000",
                "get",
                "get http://127.0.0.1:1/ --user x",
                "get http://127.0.0.1:1/ --pin abc",
                "get ftp://127.0.0.1/",
                "get http://127.0.0.1:1/ --collection c --added-after yesterday"
            })
    void wrongWordsEndWithTwoAndOneLineThatSaysWhy(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.addAll(List.of("--home", home));
        Cli.Result result = cli.run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void withoutAHomeACommandSaysHowToMakeOne() {
        Cli.Result result =
                cli.run("status", "--home", directory.resolve("none").toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("none", "tidings init");
    }

    @Test
    void theHomeMayComeFromTheEnvironment() {
        cli.environment.put("TIDINGS_HOME", home);
        assertThat(cli.run("collection", "list").exitCode()).isZero();
    }

    @Test
    void aHomeIsNeverMadeTwice() throws Exception {
        byte[] keystore = Files.readAllBytes(Path.of(home, "keystore.p12"));
        Cli.Result again = cli.run("init", "--home", home, "--organisation", "Other");
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(Files.readAllBytes(Path.of(home, "keystore.p12"))).isEqualTo(keystore);
    }

    @Test
    void anInitThatFailsLeavesNothing() {
        Path other = directory.resolve("other");
        Cli.Result result = cli.run("init", "--home", other.toString(), "--organisation", "X", "--host", "not a host");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(other).doesNotExist();
    }

    @Test
    void initPutsHostsIntoTheConfiguration() throws Exception {
        String other = directory.resolve("other").toString();
        cli.run(
                "init",
                "--home",
                other,
                "--organisation",
                "X \"quoted\" 银行",
                "--host",
                "ti.example",
                "--key-type",
                "ed25519");
        assertThat(Files.readString(Path.of(other, "tidings.yaml")))
                .contains("\npublic-url: https://ti.example:7443\n")
                .contains("\npeer-public-url: https://ti.example:7444\n");
        Cli.Result check = cli.run("config", "check", "--home", other);
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(cli.run("config", "show", "--home", other).out()).contains("X \\\"quoted\\\" 银行");
    }

    @Test
    void addingACollectionPrintsItsIdAlone() {
        Cli.Result added = cli.run("collection", "add", "indicators", "--title", "T", "--home", home);
        assertThat(added.exitCode()).isZero();
        assertThat(UUID.fromString(added.out().strip())).isNotNull();
        assertThat(added.err()).isEmpty();
        Cli.Result json = cli.run("collection", "add", "inbox", "--json", "--home", home);
        JsonIn object = JsonIn.parse(json.out().strip());
        assertThat(object.text("name")).isEqualTo("inbox");
        assertThat(object.text("url")).contains(object.text("id"));
        assertThat(cli.run("collection", "add", "inbox", "--home", home).exitCode())
                .isEqualTo(4);
    }

    @Test
    void publishingTakesPlainAndCompressedFiles() throws Exception {
        cli.run("collection", "add", "c", "--home", home);
        Path plain = Files.writeString(directory.resolve("feed.json"), BUNDLE);
        Path gzip = directory.resolve("feed.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(BUNDLE.getBytes(StandardCharsets.UTF_8));
        }
        Cli.Result first = cli.run("publish", plain.toString(), "--collection", "c", "--home", home);
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("1 stored");
        assertThat(cli.run("publish", gzip.toString(), "--collection", "c", "--home", home)
                        .exitCode())
                .isZero();
        assertThat(cli.local.origins).containsExactly("feed.json", "feed.json.gz");
        assertThat(cli.local.published).containsExactly(IDENTITY, IDENTITY);
    }

    @Test
    void publishingEndsWithFourWhereAnObjectOrTheWholeIsRefused() throws Exception {
        cli.run("collection", "add", "c", "--home", home);
        Path partly = Files.writeString(directory.resolve("partly.json"), "{\"objects\":[{\"id\":1}]}");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"objects\":[");
        Cli.Result result = cli.run("publish", partly.toString(), "--collection", "c", "--home", home, "--json");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(JsonIn.parse(result.out().strip()).number("refused")).isEqualTo(1);
        assertThat(cli.run("publish", broken.toString(), "--collection", "c", "--home", home)
                        .exitCode())
                .isEqualTo(4);
        assertThat(cli.run("publish", "no-such-file", "--collection", "c", "--home", home)
                        .exitCode())
                .isEqualTo(3);
        assertThat(cli.run("publish", partly.toString(), "--collection", "x", "--home", home)
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void followEndsWithZeroOnlyWhenCaughtUp() {
        assertThat(cli.run("follow", "--home", home).exitCode()).isZero();
        assertThat(cli.run("follow", "bank-b", "--home", home, "--json").out()).startsWith("[{\"peer\":\"bank-b\"");
        assertThat(cli.run("follow", "nobody", "--home", home).exitCode()).isEqualTo(3);
        cli.local.caughtUp = false;
        Cli.Result late = cli.run("follow", "--home", home);
        assertThat(late.exitCode()).isEqualTo(5);
        assertThat(late.err()).contains("it did not answer");
    }

    @Test
    void tracePreviewAndStatusAreForPeopleAndForScripts() {
        cli.local.published.add(IDENTITY);
        assertThat(cli.run("trace", IDENTITY, "--home", home).out()).contains("feed.json", "peer:bank-b");
        assertThat(cli.run("trace", IDENTITY, "--home", home, "--json").out()).contains("\"arrivals\":[{\"from\"");
        assertThat(cli.run("trace", "identity--x", "--home", home).exitCode()).isEqualTo(3);
        assertThat(cli.run("preview", "peer:bank-b", "--collection", "c", "--home", home)
                        .out())
                .contains("gets 3", "TLP:red is above TLP:amber");
        assertThat(cli.run("status", "--home", home).out()).contains("Bank A", "bank-b");
        assertThat(cli.run("status", "--home", home, "--json").out()).contains("\"lagSeconds\":7");
    }

    @Test
    void aFailureHasTheExitCodeOfItsKindAndNoStackTrace() {
        assertExit(OperationException.Kind.UNAVAILABLE, 5);
        assertExit(OperationException.Kind.CONFLICT, 4);
        assertExit(OperationException.Kind.NOT_FOUND, 3);
        assertExit(OperationException.Kind.INVALID, 2);
        cli.local.failure = Optional.of(new IllegalStateException("a bug\nin two lines"));
        Cli.Result bug = cli.run("status", "--home", home);
        assertThat(bug.exitCode()).isEqualTo(1);
        assertThat(bug.err().lines()).hasSize(1);
        assertThat(cli.run("status", "--home", home, "--debug").err()).contains("\tat ");
    }

    private void assertExit(OperationException.Kind kind, int exitCode) {
        cli.local.failure = Optional.of(new OperationException(kind, "because"));
        Cli.Result result = cli.run("status", "--home", home);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.err()).isEqualTo("error: because" + System.lineSeparator());
    }

    @Test
    void aRunFileThatAKilledNodeLeftBehindCountsAsNone() throws Exception {
        new RunFile("http://127.0.0.1:" + FreePorts.one(), 1, Instant.now()).write(new NodeHome(Path.of(home)));
        assertThat(cli.run("collection", "list", "--home", home).exitCode()).isZero();
        assertThat(cli.opened).isEqualTo(1);
        assertThat(cli.run("stop", "--home", home).exitCode()).isEqualTo(3);
    }

    @Test
    void demoTakesFeedsInTheirOrderAndEndsWithOneWhereACheckFails() throws Exception {
        Path feed = Files.writeString(directory.resolve("1.json"), BUNDLE);
        Path second = Files.writeString(directory.resolve("2.json"), BUNDLE);
        cli.demo = (options, out, stop) -> {
            out.println(options.once() + " " + options.feeds().size());
            return options.feeds().equals(List.of(feed, second));
        };
        Cli.Result held = cli.run("demo", "--once", "--feed", feed.toString(), "--feed2", second.toString());
        assertThat(held.exitCode()).isZero();
        assertThat(held.out()).contains("true 2");
        assertThat(cli.run("demo", "--once").exitCode()).isEqualTo(1);
        assertThat(cli.run("demo", "--feed", "no-such-file").exitCode()).isEqualTo(3);
    }

    @Test
    void servingPrintsReadyWithBothUrlsAndStopsWhenTold() {
        var closed = new ArrayList<String>();
        cli.launcher = (at, options) -> new RunningNode() {
            @Override
            public URI discoveryUrl() {
                options.stopRequested().run();
                return URI.create("https://localhost:7443/taxii2/");
            }

            @Override
            public Optional<URI> plainDiscoveryUrl() {
                return options.plainPort().map(port -> URI.create("http://127.0.0.1:" + port + "/taxii2/"));
            }

            @Override
            public URI peerUrl() {
                return URI.create("https://localhost:7444");
            }

            @Override
            public void close() {
                closed.add("closed");
            }
        };
        Cli.Result plain = cli.run("serve", "--home", home, "--plain-port", "7080");
        assertThat(plain.exitCode()).isZero();
        assertThat(plain.out())
                .isEqualTo(
                        "ready https://localhost:7443/taxii2/ http://127.0.0.1:7080/taxii2/" + System.lineSeparator());
        assertThat(closed).containsExactly("closed");
        assertThat(cli.stop.finished).contains(true);
        assertThat(cli.run("serve", "--home", home).out())
                .isEqualTo("ready https://localhost:7443/taxii2/" + System.lineSeparator());
    }

    @Test
    void theDoctorSaysOneLineACheckAndEndsWithOneIfThereIsAFault() throws Exception {
        String home = directory.resolve("examined").toString();
        cli.run("init", "--home", home, "--organisation", "Bank A", "--client-port", "0", "--peer-port", "0");
        Cli.Result well = cli.run("doctor", "--home", home);
        assertThat(well.exitCode()).as(well.out()).isZero();
        assertThat(well.out().lines()).contains("ok       configuration: tidings.yaml has no mistakes");
        assertThat(well.err()).contains("0 faults");

        Files.writeString(Path.of(home).resolve("keystore.p12"), "broken");
        Cli.Result ill = cli.run("doctor", "--home", home);
        assertThat(ill.exitCode()).isEqualTo(1);
        assertThat(ill.out().lines())
                .anyMatch(line -> line.startsWith("FAULT    keystore: ") && line.contains(". What to do: restore"));
        Cli.Result json = cli.run("doctor", "--home", home, "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(JsonIn.parse(json.out().strip()).number("faults")).isEqualTo(1);
        assertThat(cli.run("doctor", "nobody", "--home", home).exitCode()).isEqualTo(3);
    }

    @Test
    void whatIsKeptAsideIsListedAsTheManualShowsIt() throws Exception {
        String id = "indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f";
        keptAside("peer:bank-a", id, "has no \"valid_from\", which is required (S-008)");
        Cli.Result list = cli.run("quarantine", "list", "--home", home);
        assertThat(list.exitCode()).isZero();
        String manual = Files.readString(Path.of("../docs/operating.md"));
        assertThat(manual).contains("$ tidings quarantine list --home bank-b\n" + list.out() + "```");
    }

    @Test
    void whatIsKeptAsideIsListedBySourceAndUpToALimit() {
        keptAside("peer:bank-a", "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd31", "first");
        keptAside("peer:bank-c", "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd32", "second");
        keptAside("peer:bank-c", "tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd33", "third");
        Cli.Result one = cli.run("quarantine", "list", "--from", "peer:bank-c", "--limit", "1", "--home", home);
        assertThat(one.out()).contains("second").doesNotContain("first", "third");
        assertThat(one.err()).contains("1 more are not shown");
    }

    private void keptAside(String source, String id, String problem) {
        var item = new QuarantineReport.Item(
                id,
                "2026-01-01T00:00:00.000Z",
                source,
                "from-a",
                "2026-11-22T07:55:01.123456Z",
                600,
                "faulty",
                problem);
        cli.local.quarantine.held.add(new QuarantineReport.Shown(item, List.of(), "{}"));
    }
}
