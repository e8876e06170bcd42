package io.tidings.node;

import io.tidings.node.audit.AuditOptions;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.Oversight;
import io.tidings.node.config.Oversight.KeepRule;
import io.tidings.node.intake.QuarantineBounds;
import io.tidings.node.release.ReleaseOptions;
import io.tidings.node.store.StoreOptions;
import io.tidings.stix.content.ContentBounds;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration as the parts of a node want it. */
final class PartOptions {
    private static final Duration RELEASE_SEARCH = Duration.ofSeconds(30);

    private final NodeHome home;
    private final NodeConfiguration configuration;

    PartOptions(NodeHome home, NodeConfiguration configuration) {
        this.home = home;
        this.configuration = configuration;
    }

    StoreOptions store() {
        StoreOptions standard = StoreOptions.h2(home.data().resolve("store"));
        return new StoreOptions(
                standard.location(),
                standard.readConnections(),
                standard.maxQueuedWrites(),
                standard.maxQueuedBytes(),
                (int) (configuration.store().cacheBytes() >> 10));
    }

    AuditOptions audit() {
        Oversight.Audit settings = configuration.oversight().audit();
        return AuditOptions.of(settings.bytes(), settings.keep(), settings.checkpointEvery());
    }

    ContentBounds content() {
        ContentBounds standard = ContentBounds.standard();
        int object =
                (int) Math.min(Integer.MAX_VALUE / 2, configuration.limits().objectBytes());
        return new ContentBounds(
                object,
                standard.maxDepth(),
                Math.min(object, standard.maxStringLength()),
                standard.maxNameLength(),
                standard.maxNumberLength());
    }

    QuarantineBounds quarantine() {
        return new QuarantineBounds(
                configuration.intake().quarantineObjects(),
                configuration.intake().quarantineBytes(),
                configuration.intake().quarantineAge());
    }

    /** How long entries are kept, by the collection's name. */
    Map<String, Duration> retention() {
        return configuration.oversight().keepRules().stream()
                .collect(Collectors.toUnmodifiableMap(KeepRule::collection, KeepRule::keep));
    }

    ReleaseOptions release() {
        return new ReleaseOptions(
                configuration.limits().pageDefault(),
                configuration.limits().pageMax(),
                configuration.limits().pageBytes(),
                configuration.unmarked(),
                RELEASE_SEARCH,
                Runtime.getRuntime().maxMemory());
    }
}
