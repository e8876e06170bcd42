package io.tidings.node;

import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.PlainListener;
import io.tidings.node.listener.ListenerOptions;
import io.tidings.node.taxii.TaxiiRoadOptions;
import io.tidings.taxii.server.TaxiiServerOptions;
import io.tidings.taxii.server.cursor.CursorKey;
import io.tidings.taxii.server.transport.BodyBounds;
import io.tidings.taxii.server.transport.ReplyBounds;
import io.tidings.taxii.server.transport.WorkerBounds;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The configuration as the listeners and the TAXII servers of a node want it. */
final class ServerOptions {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int IN_MEMORY_BODY = 8 << 20;
    private static final long IN_MEMORY_BODIES = 64L << 20;

    private final Node node;
    private final NodeConfiguration configuration;

    ServerOptions(Node node) {
        this.node = node;
        this.configuration = node.configuration;
    }

    TaxiiRoadOptions road() {
        return new TaxiiRoadOptions(
                configuration.organisation().name(),
                Optional.of("Tidings node of " + configuration.organisation().name()),
                configuration.organisation().contacts().stream()
                        .findFirst()
                        .flatMap(contact -> contact.email().or(() -> Optional.of(contact.name()))),
                configuration.apiRoot(),
                configuration.limits().maxContentLength(),
                configuration.limits().objectBytes(),
                Runtime.getRuntime().maxMemory());
    }

    TaxiiServerOptions taxiiForClients() throws IOException {
        return taxii("client", configuration.publicUrl());
    }

    TaxiiServerOptions taxiiForPeers() throws IOException {
        return taxii("peer", configuration.peerPublicUrl());
    }

    private TaxiiServerOptions taxii(String name, Optional<URI> publicUrl) throws IOException {
        Duration stall = configuration.limits().stallTimeout();
        TaxiiServerOptions options = TaxiiServerOptions.standard(
                        CursorKey.of(node.secrets.cursorKey().bytes()), node.home.run())
                .withRealm(configuration.organisation().name())
                .withWorkers(new WorkerBounds(
                        "taxii-" + name,
                        configuration.limits().workerThreads(),
                        configuration.limits().waitingRequests(),
                        RETRY_AFTER))
                .withBodies(new BodyBounds(node.home.run(), IN_MEMORY_BODY, IN_MEMORY_BODIES, stall))
                .withReplies(new ReplyBounds(configuration.limits().replyMemoryBytes(), stall));
        return publicUrl.map(options::withPublicBaseUrl).orElse(options);
    }

    ListenerOptions forPeers(ListenerOptions.Tls tls) {
        return new ListenerOptions(
                "peer", configuration.peer().bind(), configuration.peer().port(), Optional.of(tls), Optional.empty());
    }

    ListenerOptions forClients(ListenerOptions.Tls tls) {
        return new ListenerOptions(
                "client",
                configuration.client().bind(),
                configuration.client().port(),
                Optional.of(tls),
                Optional.empty());
    }

    static ListenerOptions plain(PlainListener asked) {
        return new ListenerOptions("plain", asked.bind(), asked.port(), Optional.empty(), proxyHeader(asked));
    }

    private static Optional<ListenerOptions.ProxyHeader> proxyHeader(PlainListener plain) {
        if (!plain.trustedProxy()) {
            return Optional.empty();
        }
        return Optional.of(
                plain.clientAddressHeader().equalsIgnoreCase("Forwarded")
                        ? ListenerOptions.ProxyHeader.FORWARDED
                        : ListenerOptions.ProxyHeader.X_FORWARDED);
    }
}
