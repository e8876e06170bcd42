package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.RecallForms;
import io.tidings.node.operations.Recalling;
import io.tidings.node.recall.RecallReport;
import java.util.List;
import java.util.Optional;

/** An operator's calls about recalls on a running node; fails as {@link RemoteOperations} does. */
final class RemoteRecalls implements Recalling {
    private static final String PATH = "/v1/recalls";

    private final Connection connection;
    private final RemoteOperations calls;

    RemoteRecalls(Connection connection, RemoteOperations calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    public RecallReport recall(String objectId, Optional<String> version, String reason) {
        return post(
                "",
                JsonForm.text(out ->
                        out.text("object", objectId).text("version", version).text("reason", reason)));
    }

    @Override
    public List<RecallReport> list() {
        return get(PATH);
    }

    @Override
    public List<RecallReport> show(String objectId) {
        return get(PATH + "?id=" + RemoteOperations.encoded(objectId));
    }

    @Override
    public RecallReport apply(String objectId) {
        return post("/apply", JsonForm.text(out -> out.text("object", objectId)));
    }

    @Override
    public RecallReport forget(String objectId) {
        return post("/forget", JsonForm.text(out -> out.text("object", objectId)));
    }

    private List<RecallReport> get(String path) {
        return calls.call(() -> JsonIn.parse(connection.get(path)).list("recalls", RecallForms.RECALL));
    }

    private RecallReport post(String path, String request) {
        return calls.call(() -> RecallForms.RECALL.read(JsonIn.parse(connection.post(PATH + path, request))));
    }
}
