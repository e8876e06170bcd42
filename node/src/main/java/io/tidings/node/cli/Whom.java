package io.tidings.node.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** With whom sharing is cut off or restored: one peer, or everyone. */
final class Whom {
    @Parameters(paramLabel = "PEER", description = "As 'tidings peer list' shows it.")
    Optional<String> peer = Optional.empty();

    @Option(names = "--all", description = "All peers, and all clients.")
    boolean all;

    String shown() {
        return peer.orElse("everyone");
    }
}
