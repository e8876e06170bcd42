package io.tidings.node.metrics;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Refusals;
import io.tidings.node.alert.Alerts;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.doorbell.Doorbell;
import io.tidings.node.exchange.Doorbells;
import io.tidings.node.exchange.Exchange;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.intake.IntakeCounts;
import io.tidings.node.release.ReleaseCounts;
import io.tidings.node.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The parts of a node that are watched.
 *
 * @param version of this program
 * @param data the directory of the store
 * @param diskFloorBytes free on its disk, below which the node is not ready
 */
public record Watched(
        String version,
        Store store,
        IntakeCounts intake,
        ReleaseCounts release,
        Refusals refusals,
        Exchange exchange,
        Doorbell doorbell,
        Doorbells doorbells,
        Agreements agreements,
        NodeIdentity identity,
        Alerts alerts,
        AuditLog audit,
        List<MeteredServer> servers,
        Path data,
        long diskFloorBytes,
        Clock clock) {
    public Watched {
        servers = List.copyOf(servers);
    }

    Disk disk() {
        return new Disk(data, diskFloorBytes);
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
                new StoreSource(store, disk()),
                new PeerSource(exchange, doorbell, doorbells, agreements, identity, clock),
                new OversightSource(alerts, audit));
    }
}
