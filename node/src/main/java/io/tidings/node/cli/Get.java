package io.tidings.node.cli;

import io.tidings.node.config.NodeHome;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.TaxiiClientOptions;
import io.tidings.taxii.client.failure.TaxiiClientException;
import io.tidings.taxii.client.http.Pause;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings get}: any TAXII 2.1 server, as a person's client. */
@Command(
        name = "get",
        description = {
            "Read from any TAXII 2.1 server: its collections, or with --collection the objects of one, as"
                    + " {\"objects\": […]} with every object as the server sent it.",
            "With --home the node's own certificate is shown, and the servers of its peers and itself are trusted."
        })
final class Get implements Callable<Integer> {
    private static final int CLOSE_SECONDS = 5;

    private final Session session;

    @Parameters(paramLabel = "URL", description = "The server's discovery URL, or an API root.")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "Log in with HTTP Basic.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--password-stdin", description = "Take the password from the first line of standard input.")
    private boolean passwordFromInput;

    @Option(names = "--collection", paramLabel = "C", description = "The collection's id, alias or title.")
    private Optional<String> collection = Optional.empty();

    @Option(
            names = "--added-after",
            paramLabel = "TIME",
            description = "Only what was added after, such as 2026-01-31T00:00:00Z.")
    private Optional<String> addedAfter = Optional.empty();

    @Option(
            names = "--match",
            paramLabel = "FIELD=VALUE",
            description = "Only objects that match, such as type=indicator or version=all. May be repeated.")
    private Map<String, String> match = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "At most this many objects.")
    private Optional<Long> limit = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the objects to FILE, whole or not at all.")
    private Optional<Path> out = Optional.empty();

    @ArgGroup(exclusive = true)
    private Trusted trusted = new Trusted();

    @Mixin
    private JsonOption json = new JsonOption();

    /** Whose word counts for the server's certificate. */
    static final class Trusted {
        @Option(
                names = "--pin",
                paramLabel = "sha256:HEX",
                description = "Trust a server with this fingerprint of certificate or public key. May be repeated.")
        private Set<String> pins = new LinkedHashSet<>();

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "Trust the authorities in this PEM file, and no others.")
        private Optional<Path> authorities = Optional.empty();
    }

    Get(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Optional<GetObjectsRequest> wanted =
                collection.map(c -> new GetObjectsRequest(c, GetObjectsRequest.time(addedAfter), match, limit, out));
        TaxiiClientOptions options = options();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (TaxiiClient client = new TaxiiClient(vertx, options)) {
            var server = new ServerDirectory(client, options.server(), session.terminal());
            if (wanted.isEmpty()) {
                server.show(json.isSet());
            } else {
                wanted.get().run(client, server, session.terminal());
            }
            return ExitCode.OK.number();
        } catch (TaxiiClientException e) {
            throw ServerDirectory.failure(e);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private TaxiiClientOptions options() throws Exception {
        var login = new GetLogin(user, passwordFromInput, trusted.pins, trusted.authorities);
        Optional<NodeHome> home = session.givenHome();
        try {
            var environment = new TaxiiClientOptions.Environment(
                    session.surroundings().clock(), session.surroundings().random(), Pause.sleeping());
            return TaxiiClientOptions.of(URI.create(url), environment)
                    .withAuth(login.auth(session.surroundings().in()))
                    .withTls(login.tls(home, session.surroundings().random()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, String.valueOf(e.getMessage()), e);
        }
    }
}
