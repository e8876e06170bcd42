package io.tidings.node.cli;

import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code tidings serve}: prints {@code ready}, the discovery URL and, where asked for, the plain one, on one line with
 * blanks between. Stopped in order by SIGTERM, SIGINT or {@code tidings stop}, it ends with 0.
 */
@Command(name = "serve", description = "Run the node until SIGTERM, Ctrl-C or 'tidings stop'.")
final class Serve implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--plain-port",
            paramLabel = "PORT",
            description = "Speak plain HTTP on this port of 127.0.0.1 too, for a proxy that ends TLS (0 = any free"
                    + " port).")
    private Optional<Integer> plainPort = Optional.empty();

    Serve(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (plainPort.filter(port -> port < 0 || port > 65_535).isPresent()) {
            throw new CommandFailure(ExitCode.MISTAKE, "--plain-port: a port is 0 to 65535");
        }
        NodeHome home = session.home();
        if (session.running().isPresent()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "a node runs from " + home.directory() + " already; stop it first with: tidings stop --home "
                            + home.directory());
        }
        Logging.forServing(NodeConfiguration.load(home.configuration()).log());
        Stop stop = session.surroundings().stop().get();
        try {
            serve(home, stop);
        } finally {
            stop.finished();
        }
        return ExitCode.OK.number();
    }

    private void serve(NodeHome home, Stop stop) throws Exception {
        try (RunningNode node = session.programs().launcher().start(home, new ServeOptions(plainPort, stop::request))) {
            session.terminal()
                    .print("ready " + node.discoveryUrl()
                            + node.plainDiscoveryUrl()
                                    .map(URI::toString)
                                    .map(url -> " " + url)
                                    .orElse(""));
            stop.await();
        }
    }
}
