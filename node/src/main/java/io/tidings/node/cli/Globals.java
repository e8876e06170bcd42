package io.tidings.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
final class Globals {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The node's home (default: $TIDINGS_HOME, else .tidings).")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error came from.")
    private boolean debug;

    Optional<Path> home() {
        return home;
    }

    boolean debug() {
        return debug;
    }
}
