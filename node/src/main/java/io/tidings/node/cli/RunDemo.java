package io.tidings.node.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings demo}. */
@Command(
        name = "demo",
        description = "Show three organisations exchanging intelligence, each with its own node, keys and agreements.")
final class RunDemo implements Callable<Integer> {
    private final Session session;

    @Option(names = "--once", description = "End after the checks, with 0 only if each held.")
    private boolean once;

    @Option(
            names = {"--feed", "--feed2"},
            paramLabel = "FILE",
            description = "A STIX 2.1 bundle to publish, plain or gzip. A second one is published after it, to show new"
                    + " versions arriving.")
    private List<Path> feeds = new ArrayList<>();

    RunDemo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        for (Path feed : feeds) {
            if (!Files.isRegularFile(feed)) {
                throw new NoSuchFileException(feed.toString());
            }
        }
        Stop stop = session.surroundings().stop().get();
        try {
            Terminal terminal = session.terminal();
            var options = new DemoOptions(once, feeds, terminal.mayColourOut());
            boolean held = session.programs().demo().run(options, terminal.out(), stop);
            return (held ? ExitCode.OK : ExitCode.FAILED).number();
        } finally {
            stop.finished();
        }
    }
}
