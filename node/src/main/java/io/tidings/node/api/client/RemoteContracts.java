package io.tidings.node.api.client;

import io.tidings.node.api.wire.ContractForms;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.contract.ContractReport;
import io.tidings.node.operations.Contracting;
import java.util.List;

/** An operator's calls about signed agreements on a running node; fails as {@link RemoteOperations} does. */
final class RemoteContracts implements Contracting {
    private static final String PATH = "/v1/contracts";

    private final Connection connection;
    private final RemoteOperations calls;

    RemoteContracts(Connection connection, RemoteOperations calls) {
        this.connection = connection;
        this.calls = calls;
    }

    @Override
    public List<ContractReport> list() {
        return calls.call(() -> JsonIn.parse(connection.get(PATH)).list("contracts", ContractForms.CONTRACT));
    }

    @Override
    public ContractReport export(String peer) {
        return post("/export", JsonForm.text(out -> out.text("peer", peer)));
    }

    @Override
    public ContractReport sign(String text) {
        return post("/sign", JsonForm.text(out -> out.text("text", text)));
    }

    @Override
    public ContractReport verify(String text) {
        return post("/verify", JsonForm.text(out -> out.text("text", text)));
    }

    @Override
    public ContractReport accept(String text, boolean anyway) {
        return post("/accept", JsonForm.text(out -> out.text("text", text).flag("anyway", anyway)));
    }

    private ContractReport post(String path, String request) {
        return calls.call(() -> ContractForms.CONTRACT.read(JsonIn.parse(connection.post(PATH + path, request))));
    }
}
