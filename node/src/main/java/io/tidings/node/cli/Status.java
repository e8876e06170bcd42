package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.CutReport;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.StatusReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings status}. */
@Command(name = "status", description = "How the node does: addresses, collections, followed peers.")
final class Status implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    Status(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        StatusReport status = session.work(Operations::status);
        if (json.isSet()) {
            session.terminal().print(Reports.STATUS.text(status));
        } else {
            show(status);
        }
        return ExitCode.OK.number();
    }

    private void show(StatusReport status) {
        line("organisation", Optional.of(status.organisation()));
        line("state", Optional.of(status.running() ? "running" : "not running"));
        line("started", status.startedAt());
        line("clients", status.discoveryUrl());
        line("peers", status.peerUrl());
        line("fingerprint", Optional.of(status.fingerprint()));
        line("expires", Optional.of(status.certificateExpires()));
        line(
                "quarantine",
                status.quarantinedSince().map(since -> status.quarantined() + " objects wait, since " + since));
        line("restored", status.restored());
        line("encrypted", status.unencryptedBytes().map(Status::encryption));
        status.cuts().forEach(cut -> line("cut off", Optional.of(cutOff(cut))));
        line("audit log", Optional.of("record " + status.audit().head()));
        session.terminal().print("");
        collections(status).lines().forEach(session.terminal()::print);
        if (!status.peers().isEmpty()) {
            session.terminal().print("");
            peers(status).lines().forEach(session.terminal()::print);
        }
    }

    private static String encryption(long plain) {
        return plain == 0
                ? "all that is stored"
                : "not all: " + plain + " bytes of objects were stored before; tidings key encrypt-stored";
    }

    private static String cutOff(CutReport cut) {
        return (cut.who().equals("*") ? "everyone" : cut.who()) + " since " + cut.since()
                + cut.reason().map(why -> " (" + why + ")").orElse("");
    }

    private void line(String label, Optional<String> value) {
        value.ifPresent(text -> session.terminal().print("%-13s".formatted(label) + Table.shown(text)));
    }

    private static Table collections(StatusReport status) {
        var table = new Table("COLLECTION", "ID", "NEWEST ENTRY", "TITLE");
        for (CollectionReport each : status.collections()) {
            table.row(each.name(), each.id(), each.lastAdded().orElse("empty"), each.title());
        }
        return table;
    }

    private static Table peers(StatusReport status) {
        var table = new Table(
                "FOLLOWS",
                "COLLECTION",
                "INTO",
                "LAST SUCCESS",
                "LAG",
                "LATENCY",
                "FAILED",
                "OBJECTS",
                "CERTIFICATE UNTIL",
                "ERROR");
        for (StatusReport.PeerHealth each : status.peers()) {
            table.row(
                    each.peer(),
                    each.collection(),
                    each.into(),
                    each.lastSuccess().orElse("never"),
                    each.lagSeconds().map(seconds -> seconds + " s").orElse("-"),
                    each.latencyMillis().map(millis -> millis + " ms").orElse("-"),
                    each.failedPercent().map(percent -> percent + " %").orElse("-"),
                    Long.toString(each.objectsReceived()),
                    each.certificateExpires().orElse("-"),
                    each.error().orElse("-"));
        }
        return table;
    }
}
