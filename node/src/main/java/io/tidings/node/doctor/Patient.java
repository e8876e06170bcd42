package io.tidings.node.doctor;

import io.tidings.node.config.NodeHome;
import io.tidings.node.operations.StatusReport;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * What is examined.
 *
 * @param status asked once
 * @param clock of this machine
 * @param random for signing a probe
 */
public record Patient(NodeHome home, StatusSource status, Clock clock, SecureRandom random) {
    /** How the node says it does. */
    public interface StatusSource {
        /** Empty if none runs. */
        Optional<StatusReport> ofRunningNode() throws Exception;

        /** Opens the home's store; starting a node on a broken home could change it. */
        StatusReport byOpening() throws Exception;
    }
}
