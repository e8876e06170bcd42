package io.tidings.node.config;

import io.tidings.node.agreement.Network;
import io.tidings.node.agreement.OrganisationReader;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.yaml.CheckedYaml;
import io.tidings.node.yaml.MistakesException;
import io.tidings.node.yaml.YamlDocument;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a {@link NodeConfiguration} of a file, or says everything that is wrong with it. */
final class NodeConfigurationReader {
    private static final Duration LEAST_STATUS_RETENTION = Duration.ofHours(24);
    private static final Duration LEAST_STALL_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MOST_STALL_TIMEOUT = Duration.ofMinutes(10);

    NodeConfiguration load(Path file) throws MistakesException {
        YamlDocument document = CheckedYaml.of("node").read(file);
        Path home = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        NodeConfiguration configuration = read(document.root(), new PackageSettingsReader(home));
        document.orThrow();
        return configuration;
    }

    private static NodeConfiguration read(YamlValue root, PackageSettingsReader packages) {
        YamlValue listeners = root.get("listeners");
        Listener client = listener(listeners.get("client"), 7443, "0.0.0.0");
        Listener peer = listener(listeners.get("peer"), 7444, "0.0.0.0");
        Optional<PlainListener> plain = plain(listeners.get("plain"));
        Optional<Listener> metrics = metrics(listeners.get("metrics"));
        checkPorts(listeners, client, peer, plain);
        metrics.ifPresent(it -> checkPort(
                listeners,
                it,
                client.port(),
                peer.port(),
                plain.map(PlainListener::port).orElse(0)));
        return new NodeConfiguration(
                OrganisationReader.read(root.get("organisation")),
                client,
                peer,
                plain,
                metrics,
                url(root.get("public-url")),
                url(root.get("peer-public-url")),
                root.get("api-root").text("/shared/"),
                root.get("unmarked").text().flatMap(Tlp::parse).orElse(Tlp.AMBER),
                limits(root.get("limits")),
                new StoreSettings(
                        StoreSettings.Kind.H2,
                        root.get("store").get("cache").bytes().orElse(StoreSettings.DEFAULT.cacheBytes()),
                        root.get("store").get("encrypt").flag(StoreSettings.DEFAULT.encrypt())),
                intake(root.get("intake")),
                provenance(root.get("provenance")),
                packages.read(root.get("packages")),
                statusRetention(root.get("status-retention")),
                root.get("reload-every").duration().orElse(Duration.ofSeconds(2)),
                OversightReader.read(root),
                log(root.get("log")));
    }

    private static Listener listener(YamlValue value, int port, String usualBind) {
        YamlValue bind = value.get("bind");
        return new Listener(
                value.get("port").integer(port),
                bind.as(NodeConfigurationReader::numericAddress, "a numeric address, or 0.0.0.0 or :: for all")
                        .orElse(usualBind));
    }

    private static Optional<Listener> metrics(YamlValue value) {
        return value.isPresent() ? Optional.of(listener(value, 0, "127.0.0.1")) : Optional.empty();
    }

    private static void checkPort(YamlValue listeners, Listener metrics, int... others) {
        if (metrics.port() != 0 && IntStream.of(others).anyMatch(other -> other == metrics.port())) {
            listeners.get("metrics").get("port").mistake("a port that no other listener has");
        }
    }

    private static Optional<PlainListener> plain(YamlValue value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        PlainListener usual = PlainListener.onLoopback(value.get("port").integer(0));
        return Optional.of(new PlainListener(
                usual.port(),
                value.get("bind").text(usual.bind()),
                value.get("trusted-proxy").flag(usual.trustedProxy()),
                value.get("client-address-header").text(usual.clientAddressHeader())));
    }

    private static void checkPorts(YamlValue listeners, Listener client, Listener peer, Optional<PlainListener> plain) {
        if (client.port() != 0 && client.port() == peer.port()) {
            YamlValue written = listeners.get(listeners.get("peer").get("port").isPresent() ? "peer" : "client");
            written.get("port").mistake("a port of its own: client and peer listener cannot share one");
        }
        if (plain.isPresent()
                && plain.get().port() != 0
                && (plain.get().port() == client.port() || plain.get().port() == peer.port())) {
            listeners.get("plain").get("port").mistake("a port that no other listener has");
        }
    }

    private static Optional<String> numericAddress(String text) {
        return Network.isAddress(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<URI> url(YamlValue value) {
        return value.as(NodeConfigurationReader::parseUrl, "https:// and a host name, with :port where it is not 443");
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            return Optional.of(uri).filter(u -> u.getHost() != null && u.getPort() <= 65535);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Duration stallTimeout(YamlValue value, Duration usual) {
        Duration timeout = value.duration().orElse(usual);
        if (timeout.compareTo(LEAST_STALL_TIMEOUT) < 0 || timeout.compareTo(MOST_STALL_TIMEOUT) > 0) {
            value.mistake("one second to ten minutes");
        }
        return timeout;
    }

    private static Limits limits(YamlValue value) {
        Limits usual = Limits.DEFAULT;
        var limits = new Limits(
                value.get("page-default").integer(usual.pageDefault()),
                value.get("page-max").integer(usual.pageMax()),
                value.get("page-bytes").bytes().orElse(usual.pageBytes()),
                value.get("max-content-length").bytes().orElse(usual.maxContentLength()),
                value.get("object-bytes").bytes().orElse(usual.objectBytes()),
                value.get("reply-memory").bytes().orElse(usual.replyMemoryBytes()),
                value.get("worker-threads").integer(usual.workerThreads()),
                value.get("waiting-requests").integer(usual.waitingRequests()),
                value.get("disk-floor").bytes().orElse(usual.diskFloorBytes()),
                stallTimeout(value.get("stall-timeout"), usual.stallTimeout()));
        if (limits.pageDefault() > limits.pageMax()) {
            value.get("page-default").mistake("no more than page-max, which is " + limits.pageMax());
        }
        if (limits.objectBytes() > limits.maxContentLength()) {
            value.get("object-bytes").mistake("no more than max-content-length");
        }
        if (limits.pageBytes() > limits.replyMemoryBytes()) {
            value.get("page-bytes").mistake("no more than reply-memory, or no page could be sent");
        }
        return limits;
    }

    private static IntakeSettings intake(YamlValue value) {
        IntakeSettings usual = IntakeSettings.DEFAULT;
        YamlValue quarantine = value.get("quarantine");
        return new IntakeSettings(
                value.get("profile").text().flatMap(Profile::parse).orElse(usual.profile()),
                quarantine.get("objects").integer(usual.quarantineObjects()),
                quarantine.get("bytes").bytes().orElse(usual.quarantineBytes()),
                quarantine.get("age").duration().orElse(usual.quarantineAge()),
                SensitiveReader.read(value.get("sensitive")));
    }

    private static ProvenanceSettings provenance(YamlValue value) {
        ProvenanceSettings usual = ProvenanceSettings.DEFAULT;
        return new ProvenanceSettings(
                value.get("sign").flag(usual.sign()),
                value.get("algorithm").text().flatMap(SealAlgorithm::parse).orElse(usual.algorithm()),
                Set.copyOf(value.get("identities").texts()));
    }

    private static Duration statusRetention(YamlValue value) {
        Duration retention = value.duration().orElse(Duration.ofDays(2));
        if (retention.compareTo(LEAST_STATUS_RETENTION) < 0) {
            value.mistake("at least 24h: clients come back for the outcome of an upload");
        }
        return retention;
    }

    private static LogSettings log(YamlValue value) {
        LogSettings.Level level = LogSettings.DEFAULT.level();
        for (LogSettings.Level each : LogSettings.Level.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(value.get("level").text(""))) {
                level = each;
            }
        }
        return new LogSettings(level, value.get("json").flag(false));
    }
}
