package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.FollowReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidings follow}: 0 when everything followed is caught up. */
@Command(
        name = "follow",
        description =
                "Take what followed peers have to give, now. Ends with 5 if one could not be followed to its end.")
final class FollowPeers implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PEER", description = "Only this peer (default: all).")
    private Optional<String> peer = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    FollowPeers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<FollowReport> reports = followed();
        if (json.isSet()) {
            session.terminal().print(Reports.FOLLOW.listText(reports));
        } else if (reports.isEmpty()) {
            session.terminal()
                    .note("no collection is followed; add one with: tidings peer add CARD --follow THEIRS=OURS");
        } else {
            table(reports).lines().forEach(session.terminal()::print);
        }
        for (FollowReport each : reports) {
            each.error()
                    .ifPresent(error -> session.terminal()
                            .error(Table.shown(each.peer() + ", collection " + each.collection() + ": " + error)));
        }
        if (reports.stream().anyMatch(each -> each.quarantined() > 0)) {
            session.terminal().note("faulty objects were kept aside; see: tidings quarantine list");
        }
        boolean caughtUp = reports.stream().allMatch(FollowReport::caughtUp);
        return (caughtUp ? ExitCode.OK : ExitCode.UNAVAILABLE).number();
    }

    private List<FollowReport> followed() throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("follow")) {
            return session.work(operations -> operations.follow(peer, progress));
        }
    }

    private static Table table(List<FollowReport> reports) {
        var table = new Table(
                "PEER", "COLLECTION", "INTO", "RECEIVED", "STORED", "HELD", "QUARANTINED", "REFUSED", "CAUGHT UP");
        reports.forEach(each -> table.row(
                each.peer(),
                each.collection(),
                each.into(),
                Long.toString(each.received()),
                Long.toString(each.stored()),
                Long.toString(each.alreadyHeld()),
                Long.toString(each.quarantined()),
                Long.toString(each.refused()),
                each.caughtUp() ? "yes" : "no"));
        return table;
    }
}
