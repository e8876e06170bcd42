package io.tidings.node.config;

import io.tidings.node.agreement.Organisation;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.marking.Tlp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code tidings.yaml} says, with defaults for what it leaves out.
 *
 * @param client the listener for programs that cannot do mutual TLS
 * @param peer the listener for other organisations' nodes
 * @param plain the listener for a proxy on this machine; absent means none
 * @param metrics the listener for Prometheus and health checks, in plain HTTP; absent means none
 * @param publicUrl under which clients reach the node, without path and without slash at the end
 * @param peerPublicUrl likewise for peers
 * @param apiRoot path of the TAXII API root, beginning and ending in {@code /}
 * @param unmarked level of objects that carry none
 * @param intake what becomes of faulty objects
 * @param provenance whether and how content is sealed
 * @param packages content packages
 * @param statusRetention how long a status resource is kept, at least 24 hours
 * @param oversight audit log, alerts, retention
 * @param reloadEvery how often the agreements' files are looked at
 */
public record NodeConfiguration(
        Organisation organisation,
        Listener client,
        Listener peer,
        Optional<PlainListener> plain,
        Optional<Listener> metrics,
        Optional<URI> publicUrl,
        Optional<URI> peerPublicUrl,
        String apiRoot,
        Tlp unmarked,
        Limits limits,
        StoreSettings store,
        IntakeSettings intake,
        ProvenanceSettings provenance,
        PackageSettings packages,
        Duration statusRetention,
        Duration reloadEvery,
        Oversight oversight,
        LogSettings log) {
    /** @throws MistakesException with everything that is wrong in {@code file} */
    public static NodeConfiguration load(Path file) throws MistakesException {
        return new NodeConfigurationReader().load(file);
    }

    /**
     * The text of a new {@code tidings.yaml}: the commented default with these values in it.
     *
     * @param clientPort 0 means any free one, likewise {@code peerPort}
     */
    public static byte[] newFile(String organisation, int clientPort, int peerPort) {
        return DefaultFile.with(organisation, clientPort, peerPort).getBytes(StandardCharsets.UTF_8);
    }

    /** The same with a plain listener on loopback, as {@code serve --plain-port} asks for. */
    public NodeConfiguration withPlain(PlainListener listener) {
        return new NodeConfiguration(
                organisation,
                client,
                peer,
                Optional.of(listener),
                metrics,
                publicUrl,
                peerPublicUrl,
                apiRoot,
                unmarked,
                limits,
                store,
                intake,
                provenance,
                packages,
                statusRetention,
                reloadEvery,
                oversight,
                log);
    }
}
