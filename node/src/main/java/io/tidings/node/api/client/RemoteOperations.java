package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.Problem;
import io.tidings.node.api.wire.Reports;
import io.tidings.node.api.wire.WireException;
import io.tidings.node.identity.Pem;
import io.tidings.node.intake.Content;
import io.tidings.node.operations.BackupOrder;
import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.Contracting;
import io.tidings.node.operations.DestroyReport;
import io.tidings.node.operations.EncryptReport;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.OriginReport;
import io.tidings.node.operations.Packaging;
import io.tidings.node.operations.PreviewReport;
import io.tidings.node.operations.ProvenanceExport;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.Quarantining;
import io.tidings.node.operations.Recalling;
import io.tidings.node.operations.Sharing;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.operations.TraceReport;
import io.tidings.node.operations.WhyReport;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An operator's calls on a running node. Safe from any thread; a call blocks until the node has answered in full.
 *
 * <p>Beside what {@link Operations} says, every call throws {@link OperationException} of kind {@code UNAVAILABLE} if the
 * node cannot be reached or breaks off.
 */
public final class RemoteOperations implements Operations {
    private static final int CHUNK_BYTES = 64 << 10;

    private final Connection connection;

    RemoteOperations(Connection connection) {
        this.connection = connection;
    }

    /** One exchange with the node. */
    interface Exchange<T> {
        T run() throws IOException;
    }

    @Override
    public StatusReport status() {
        return call(() -> Reports.STATUS.read(JsonIn.parse(connection.get("/v1/status"))));
    }

    @Override
    public List<CollectionReport> collections() {
        return call(() -> JsonIn.parse(connection.get("/v1/collections")).list("collections", Reports.COLLECTION));
    }

    @Override
    public CollectionReport addCollection(String name, Optional<String> title, Optional<String> description) {
        String request =
                JsonForm.text(out -> out.text("name", name).text("title", title).text("description", description));
        return call(() -> Reports.COLLECTION.read(JsonIn.parse(connection.post("/v1/collections", request))));
    }

    @Override
    public Quarantining quarantine() {
        return new RemoteQuarantine(connection, this);
    }

    @Override
    public Contracting contracts() {
        return new RemoteContracts(connection, this);
    }

    @Override
    public Recalling recalls() {
        return new RemoteRecalls(connection, this);
    }

    @Override
    public Packaging packages() {
        return new RemotePackages(connection, this);
    }

    @Override
    public Sharing sharing() {
        return new RemoteSharing(connection, this);
    }

    @Override
    public PublishReport publish(
            String collection,
            Optional<Profile> profile,
            List<String> to,
            Content content,
            String origin,
            Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        String path = "/v1/publish?collection=" + encoded(collection) + "&origin=" + encoded(origin)
                + profile.map(it -> "&profile=" + it.text()).orElse("")
                + to.stream().map(peer -> "&to=" + encoded(peer)).collect(Collectors.joining());
        var lines = new LongAnswer(progress);
        try {
            return unwrapped(() -> {
                connection.postStream(path, out -> copy(content, out), lines::take);
                return Reports.PUBLISH.read(lines.report());
            });
        } catch (ProblemException e) {
            Problem problem = e.problem();
            if (problem.status() == 422) {
                throw new MalformedContentException(
                        problem.detail(), problem.position().orElse(-1L));
            }
            throw asOperation(problem);
        }
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        String path = "/v1/follow" + peer.map(p -> "?peer=" + encoded(p)).orElse("");
        var lines = new LongAnswer(progress);
        return call(() -> {
            connection.postForLines(path, "", lines::take);
            return lines.report().list("follows", Reports.FOLLOW);
        });
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        String request = JsonForm.text(out -> out.text("to", order.to().toString())
                .flag("withKeys", order.withKeys())
                .texts("encryptTo", order.encryptTo().stream().map(Pem::of).toList()));
        var lines = new LongAnswer(progress);
        return call(() -> {
            connection.postForLines("/v1/backup", request, lines::take);
            return Reports.BACKUP.read(lines.report());
        });
    }

    @Override
    public TraceReport trace(String objectId) {
        return call(() -> Reports.TRACE.read(JsonIn.parse(connection.get("/v1/trace?id=" + encoded(objectId)))));
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        return call(() -> JsonIn.parse(connection.get("/v1/provenance?id=" + encoded(objectId)))
                .list("versions", Reports.PROVENANCE_EXPORT));
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        String query = "?principal=" + encoded(principal) + "&id=" + encoded(objectId);
        return call(() -> Reports.WHY.read(JsonIn.parse(connection.get("/v1/why" + query))));
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        String query = "?principal=" + encoded(principal) + "&collection=" + encoded(collection);
        return call(() -> Reports.PREVIEW.read(JsonIn.parse(connection.get("/v1/preview" + query))));
    }

    @Override
    public List<OriginReport> origins() {
        return call(() -> JsonIn.parse(connection.get("/v1/origins")).list("origins", Reports.ORIGIN));
    }

    @Override
    public DestroyReport destroyOrigin(String origin) {
        String request = JsonForm.text(out -> out.text("origin", origin));
        var lines = new LongAnswer(progress -> {});
        return call(() -> {
            connection.postForLines("/v1/origins/destroy", request, lines::take);
            return Reports.DESTROYED.read(lines.report());
        });
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        var lines = new LongAnswer(progress);
        return call(() -> {
            connection.postForLines("/v1/encrypt-stored", "", lines::take);
            return Reports.ENCRYPTED.read(lines.report());
        });
    }

    @Override
    public int replaceStorageKey() {
        return call(() -> JsonIn.parse(connection.post("/v1/storage-key", "")).integer("keys"));
    }

    @Override
    public List<String> reload() {
        return call(() -> JsonIn.parse(connection.post("/v1/reload", "")).texts("mistakes"));
    }

    /** What the node runs with, as JSON. */
    public String configuration() {
        return call(() -> connection.get("/v1/config"));
    }

    /** Asks the node to stop in order; returns before it has. */
    public void stop() {
        call(() -> connection.post("/v1/stop", ""));
    }

    /** Makes a call; failures of the connection and problems are {@link OperationException}s. */
    <T> T call(Exchange<T> exchange) {
        try {
            return unwrapped(exchange);
        } catch (ProblemException e) {
            throw asOperation(e.problem());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    // Problems and unreadable content pass; any other failure of the connection becomes "not available".
    private <T> T unwrapped(Exchange<T> exchange) throws IOException {
        try {
            return exchange.run();
        } catch (ProblemException e) {
            throw e;
        } catch (UnreadableContentException e) {
            throw e.getCause() instanceof IOException cause ? cause : e;
        } catch (IOException | WireException e) {
            throw broken(e);
        }
    }

    private OperationException broken(Exception e) {
        return new OperationException(
                Kind.UNAVAILABLE,
                "the running node at " + connection.url() + " did not answer in full (" + e.getMessage()
                        + "); see its log, then try again");
    }

    private static OperationException asOperation(Problem problem) {
        Kind kind = problem.kind().orElseGet(() -> switch (problem.status()) {
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 400, 413, 422 -> Kind.INVALID;
            default -> Kind.UNAVAILABLE;
        });
        return new OperationException(kind, problem.detail());
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        byte[] buffer = new byte[CHUNK_BYTES];
        try (InputStream in = opened(content)) {
            for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    private static InputStream opened(Content content) throws UnreadableContentException {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UnreadableContentException(e);
        }
    }

    private static int read(InputStream in, byte[] buffer) throws UnreadableContentException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UnreadableContentException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The lines of a long call: progress, then a report or a problem. */
    static final class LongAnswer {
        private final Consumer<Progress> progress;
        private final List<JsonIn> ends = new ArrayList<>();

        LongAnswer(Consumer<Progress> progress) {
            this.progress = progress;
        }

        void take(String line) {
            JsonIn object = JsonIn.parse(line);
            Optional<JsonIn> step = object.object("progress");
            if (step.isPresent()) {
                progress.accept(Reports.PROGRESS.read(step.get()));
            } else {
                ends.add(object);
            }
        }

        JsonIn report() throws IOException {
            if (ends.isEmpty()) {
                throw new IOException("its answer broke off");
            }
            JsonIn end = ends.get(0);
            Optional<JsonIn> problem = end.object("problem");
            if (problem.isPresent()) {
                throw new ProblemException(Problem.FORM.read(problem.get()));
            }
            return end.object("report").orElseThrow(() -> new WireException("'report' is missing"));
        }
    }
}
