package io.tidings.node.metrics;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Refusals;
import io.tidings.node.alert.Alerts;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.contentpackage.PackageDesk;
import io.tidings.node.doorbell.Doorbell;
import io.tidings.node.exchange.Doorbells;
import io.tidings.node.exchange.Exchange;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.intake.DiskSpace;
import io.tidings.node.intake.IntakeCounts;
import io.tidings.node.intake.NotedFindings;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.recall.Recalls;
import io.tidings.node.release.ReleaseCounts;
import io.tidings.node.store.Store;
import java.time.Clock;
import java.util.List;

/**
 * The parts of a node that are watched.
 *
 * @param version of this program
 * @param disk of the store; with less free than its floor the node is not ready
 */
public record Watched(
        String version,
        Store store,
        IntakeCounts intake,
        NotedFindings findings,
        Quarantine quarantine,
        ReleaseCounts release,
        Refusals refusals,
        Exchange exchange,
        Doorbell doorbell,
        Doorbells doorbells,
        Agreements agreements,
        NodeIdentity identity,
        Alerts alerts,
        AuditLog audit,
        Recalls recalls,
        PackageDesk packages,
        List<MeteredServer> servers,
        DiskSpace disk,
        Clock clock) {
    public Watched {
        servers = List.copyOf(servers);
    }

    List<Source> sources() {
        return List.of(
                into -> into.gauges(
                        "tidings_build_info",
                        "The program that runs.",
                        to -> to.value(
                                1,
                                "version",
                                version,
                                "java",
                                Integer.toString(Runtime.version().feature()))),
                new TaxiiSource(servers, refusals),
                new DoorSource(intake, release, store),
                new FindingSource(findings, quarantine),
                new StoreSource(store, disk),
                new PeerSource(exchange, doorbell, doorbells, agreements, identity, clock),
                new OversightSource(alerts, audit, recalls),
                new PackageSource(packages));
    }
}
