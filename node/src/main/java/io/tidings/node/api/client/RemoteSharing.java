package io.tidings.node.api.client;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.SharingForms;
import io.tidings.node.operations.AuditReport;
import io.tidings.node.operations.CutReport;
import io.tidings.node.operations.GivenReport;
import io.tidings.node.operations.LeaveReport;
import io.tidings.node.operations.Sharing;
import java.time.Instant;
import java.util.Optional;

/** An operator's calls about sharing on a running node; fails as {@link RemoteOperations} does. */
final class RemoteSharing implements Sharing {
    private static final String PATH = "/v1/sharing";

    private final Connection connection;
    private final RemoteOperations calls;

    RemoteSharing(Connection connection, RemoteOperations calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    public CutReport cut(Optional<String> peer, Optional<String> reason) {
        String request = JsonForm.text(out -> out.text("peer", peer).text("reason", reason));
        return calls.call(() -> SharingForms.CUT.read(JsonIn.parse(connection.post(PATH + "/cut", request))));
    }

    @Override
    public void restore(Optional<String> peer) {
        String request = JsonForm.text(out -> out.text("peer", peer));
        calls.call(() -> connection.post(PATH + "/restore", request));
    }

    @Override
    public GivenReport given(String principal, Instant since, boolean objects, int most) {
        String path = PATH + "/given?principal=" + RemoteOperations.encoded(principal) + "&since="
                + RemoteOperations.encoded(since.toString()) + "&objects=" + objects + "&most=" + most;
        return calls.call(() -> SharingForms.GIVEN.read(JsonIn.parse(connection.get(path))));
    }

    @Override
    public LeaveReport leave(String peer, boolean purge) {
        String request = JsonForm.text(out -> out.text("peer", peer).flag("purge", purge));
        var lines = new RemoteOperations.LongAnswer(progress -> {});
        return calls.call(() -> {
            connection.postForLines(PATH + "/leave", request, lines::take);
            return SharingForms.LEFT.read(lines.report());
        });
    }

    @Override
    public AuditReport audit() {
        return calls.call(() -> SharingForms.AUDIT.read(JsonIn.parse(connection.get("/v1/audit"))));
    }
}
