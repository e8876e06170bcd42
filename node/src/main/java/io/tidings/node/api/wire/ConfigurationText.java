package io.tidings.node.api.wire;

import io.tidings.node.config.IntakeSettings;
import io.tidings.node.config.Limits;
import io.tidings.node.config.NodeConfiguration;
import java.net.URI;
import java.util.Locale;

/** A node's configuration with all its defaults filled in, as JSON with the keys of {@code tidings.yaml}. */
public final class ConfigurationText {
    private ConfigurationText() {}

    /** On one line. There are no secrets in a configuration. */
    public static String of(NodeConfiguration configuration) {
        return JsonForm.text(out -> {
            out.object(
                    "organisation",
                    organisation -> organisation
                            .text("name", configuration.organisation().name())
                            .text("uscc", configuration.organisation().uscc())
                            .text("role", configuration.organisation().role()));
            out.object("listeners", listeners -> listeners(listeners, configuration));
            out.text("public-url", configuration.publicUrl().map(URI::toString))
                    .text("peer-public-url", configuration.peerPublicUrl().map(URI::toString))
                    .text("api-root", configuration.apiRoot())
                    .text("unmarked", configuration.unmarked().text());
            out.object("limits", limits -> limits(limits, configuration.limits()));
            out.object(
                    "store",
                    store -> store.text(
                                    "kind", configuration.store().kind().name().toLowerCase(Locale.ROOT))
                            .number("cache", configuration.store().cacheBytes())
                            .flag("encrypt", configuration.store().encrypt()));
            out.object("intake", intake -> intake(intake, configuration.intake()));
            out.text("status-retention", configuration.statusRetention().toString())
                    .text("reload-every", configuration.reloadEvery().toString());
            out.object(
                    "log",
                    log -> log.text("level", configuration.log().level().name().toLowerCase(Locale.ROOT))
                            .flag("json", configuration.log().json()));
        });
    }

    private static void listeners(JsonOut out, NodeConfiguration configuration) {
        out.object(
                "client",
                client -> client.number("port", configuration.client().port())
                        .text("bind", configuration.client().bind()));
        out.object(
                "peer",
                peer -> peer.number("port", configuration.peer().port())
                        .text("bind", configuration.peer().bind()));
        configuration
                .plain()
                .ifPresent(listener -> out.object(
                        "plain",
                        plain -> plain.number("port", listener.port())
                                .text("bind", listener.bind())
                                .flag("trusted-proxy", listener.trustedProxy())
                                .text("client-address-header", listener.clientAddressHeader())));
        configuration
                .metrics()
                .ifPresent(listener -> out.object(
                        "metrics",
                        metrics -> metrics.number("port", listener.port()).text("bind", listener.bind())));
    }

    private static void intake(JsonOut out, IntakeSettings intake) {
        out.text("profile", intake.profile().text())
                .object(
                        "quarantine",
                        quarantine -> quarantine
                                .number("objects", intake.quarantineObjects())
                                .number("bytes", intake.quarantineBytes())
                                .text("age", intake.quarantineAge().toString()));
    }

    private static void limits(JsonOut out, Limits limits) {
        out.number("page-default", limits.pageDefault())
                .number("page-max", limits.pageMax())
                .number("page-bytes", limits.pageBytes())
                .number("max-content-length", limits.maxContentLength())
                .number("object-bytes", limits.objectBytes())
                .number("reply-memory", limits.replyMemoryBytes())
                .number("worker-threads", limits.workerThreads())
                .number("waiting-requests", limits.waitingRequests())
                .number("disk-floor", limits.diskFloorBytes())
                .text("stall-timeout", limits.stallTimeout().toString());
    }
}
