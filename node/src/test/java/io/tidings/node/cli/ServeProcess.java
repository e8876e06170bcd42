package io.tidings.node.cli;

import java.net.URI;
import java.util.Optional;

/** A process of its own that serves, though nothing real; for tests of how it ends. */
final class ServeProcess {
    private ServeProcess() {}

    public static void main(String[] arguments) {
        NodeLauncher launcher = (home, options) -> new RunningNode() {
            @Override
            public URI discoveryUrl() {
                return URI.create("https://localhost:7443/taxii2/");
            }

            @Override
            public Optional<URI> plainDiscoveryUrl() {
                return Optional.empty();
            }

            @Override
            public URI peerUrl() {
                return URI.create("https://localhost:7444");
            }

            @Override
            public void close() {
                System.err.println("closed in order");
            }
        };
        var programs = new Programs(
                home -> {
                    throw new AssertionError("nothing was to be opened");
                },
                launcher,
                (options, out, stop) -> true);
        System.exit(new CommandLineApp(Surroundings.ofThisProcess(), programs).run(arguments));
    }
}
