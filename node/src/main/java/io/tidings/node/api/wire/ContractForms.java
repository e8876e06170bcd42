package io.tidings.node.api.wire;

import io.tidings.node.contract.ContractReport;

/** The JSON of agreements as both sides sign them: members are named as the records' components. */
public final class ContractForms {
    private static final JsonForm<ContractReport.Signature> SIGNATURE = JsonForm.of(
            (out, r) -> out.text("key", r.key()).text("who", r.who()).text("verdict", r.verdict()),
            in -> new ContractReport.Signature(in.text("key"), in.text("who"), in.text("verdict")));

    /** The contract with a peer. */
    public static final JsonForm<ContractReport> CONTRACT = JsonForm.of(
            (out, r) -> out.text("peer", r.peer())
                    .number("version", r.version())
                    .text("hash", r.hash())
                    .text("state", r.state())
                    .text("validUntil", r.validUntil())
                    .list("signatures", SIGNATURE, r.signatures())
                    .texts("differences", r.differences())
                    .text("text", r.text()),
            in -> new ContractReport(
                    in.text("peer"),
                    (int) in.number("version"),
                    in.text("hash"),
                    in.text("state"),
                    in.optionalText("validUntil"),
                    in.list("signatures", SIGNATURE),
                    in.texts("differences"),
                    in.optionalText("text")));

    private ContractForms() {}
}
