package io.tidings.node.operations;

import io.tidings.node.contract.ContractReport;
import java.util.List;
import java.util.Optional;

/** One contract, with bank B, which whoever signs it signs for both. */
public final class FakeContracts implements Contracting {
    @Override
    public List<ContractReport> list() {
        return List.of(report("unsigned", Optional.empty()));
    }

    @Override
    public ContractReport export(String peer) {
        if (!peer.equals("bank-b")) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "there is no peer " + peer);
        }
        return report("unsigned", Optional.of("{}"));
    }

    @Override
    public ContractReport sign(String text) {
        return report("signed-by-us", Optional.of(text));
    }

    @Override
    public ContractReport verify(String text) {
        return report("signed", Optional.of(text));
    }

    @Override
    public ContractReport accept(String text, boolean anyway) {
        return report(anyway ? "signed" : "signed-by-them", Optional.of(text));
    }

    private static ContractReport report(String state, Optional<String> text) {
        return new ContractReport(
                "bank-b",
                3,
                "sha256:ab",
                state,
                Optional.of("2027-01-01"),
                List.of(new ContractReport.Signature("key", "own", "holds")),
                List.of("purpose: theirs a, ours b"),
                text);
    }
}
