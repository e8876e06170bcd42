package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.QuarantineForms;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.QuarantineReport;
import io.tidings.node.operations.Quarantining;
import io.tidings.node.operations.SensitiveReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An operator's calls on the quarantine of a running node; fails as {@link RemoteOperations} does. */
final class RemoteQuarantine implements Quarantining {
    private static final String PATH = "/v1/quarantine";

    private final Connection connection;
    private final RemoteOperations calls;

    RemoteQuarantine(Connection connection, RemoteOperations calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    public QuarantineReport list(Optional<String> source, int most) {
        String path = PATH + "?most=" + most
                + source.map(it -> "&source=" + RemoteOperations.encoded(it)).orElse("");
        return calls.call(() -> QuarantineForms.LIST.read(JsonIn.parse(connection.get(path))));
    }

    @Override
    public List<QuarantineReport.Shown> show(String objectId) {
        String path = PATH + "/object?id=" + RemoteOperations.encoded(objectId);
        return calls.call(() -> JsonIn.parse(connection.get(path)).list("objects", QuarantineForms.SHOWN));
    }

    @Override
    public List<QuarantineReport.Outcome> release(Choice choice) {
        return calls.call(() -> carriedOut("/release", choice).list("outcomes", QuarantineForms.OUTCOME));
    }

    @Override
    public int drop(Choice choice) {
        return calls.call(() -> carriedOut("/drop", choice).integer("dropped"));
    }

    @Override
    public List<QuarantineReport.Count> findings() {
        return calls.call(() -> JsonIn.parse(connection.get("/v1/findings")).list("findings", QuarantineForms.COUNT));
    }

    @Override
    public SensitiveReport scan(String collection, Consumer<Operations.Progress> progress) {
        return calls.call(() -> {
            var lines = new RemoteOperations.LongAnswer(progress);
            connection.postForLines(
                    "/v1/sensitive/scan", JsonForm.text(out -> out.text("collection", collection)), lines::take);
            return QuarantineForms.SENSITIVE.read(lines.report());
        });
    }

    private JsonIn carriedOut(String what, Choice choice) throws java.io.IOException {
        var lines = new RemoteOperations.LongAnswer(progress -> {});
        connection.postForLines(PATH + what, JsonForm.text(out -> QuarantineForms.write(out, choice)), lines::take);
        return lines.report();
    }
}
