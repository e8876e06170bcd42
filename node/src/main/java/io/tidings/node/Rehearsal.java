package io.tidings.node;

import io.tidings.node.cli.CommandLineApp;
import io.tidings.node.cli.Programs;
import io.tidings.node.cli.Stop;
import io.tidings.node.cli.Surroundings;
import io.tidings.node.config.NodeHome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The short life of a node on loopback, in a home that is removed afterwards: while it runs, the JVM can note which classes
 * a start and the usual commands need. The launcher makes its class archive of that.
 */
final class Rehearsal {
    private static final int READY_SECONDS = 60;

    private final Surroundings process;
    private final Programs programs;
    private final CountDownLatch ready = new CountDownLatch(1);

    Rehearsal(Surroundings process, Programs programs) {
        this.process = process;
        this.programs = programs;
    }

    /** 0 if every command did what it should, else 1. */
    int run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("tidings-rehearsal");
        try {
            return perform(directory) ? 0 : 1;
        } finally {
            removeAll(directory);
        }
    }

    private boolean perform(Path directory) throws IOException, InterruptedException {
        Path home = directory.resolve("home");
        String feed = feed(directory).toString();
        boolean made = command(home, "init", "--organisation", "Rehearsal", "--client-port", "0", "--peer-port", "0");
        keepToLoopback(new NodeHome(home).configuration());
        made &= command(home, "collection", "add", "news");
        var serving = new Thread(() -> command(home, "serve"), "rehearsal-serve");
        serving.setDaemon(true);
        serving.start();
        if (!ready.await(READY_SECONDS, TimeUnit.SECONDS)) {
            return false;
        }
        for (List<String> each : List.of(
                List.of("client", "add", "tip", "--read", "news"),
                List.of("publish", feed, "--collection", "news"),
                List.of("preview", "client:tip", "--collection", "news"),
                List.of("status"),
                List.of("status", "--json"),
                List.of("collection", "list"),
                List.of("follow"),
                List.of("config", "check"),
                List.of("stop"))) {
            made &= command(home, each.toArray(String[]::new));
        }
        serving.join(TimeUnit.SECONDS.toMillis(READY_SECONDS));
        return made && !serving.isAlive();
    }

    private boolean command(Path home, String... words) {
        String[] arguments = Stream.concat(Stream.of(words), Stream.of("--home", home.toString()))
                .toArray(String[]::new);
        var quiet = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(new ReadyWatch(), true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                process.clock(),
                process.random(),
                UntilAsked::new);
        return new CommandLineApp(quiet, programs).run(arguments) == 0;
    }

    private static void keepToLoopback(Path configuration) throws IOException {
        String text = Files.readString(configuration);
        String here = text.replace("bind: 0.0.0.0", "bind: 127.0.0.1");
        if (here.equals(text)) {
            throw new IOException(configuration + " names no address to listen on that could be changed");
        }
        Files.writeString(configuration, here);
    }

    private static Path feed(Path directory) throws IOException {
        Path feed = directory.resolve("feed.json");
        try (InputStream in = Rehearsal.class.getResourceAsStream("/demo/feed.json")) {
            if (in == null) {
                throw new FileNotFoundException("/demo/feed.json is missing in this program");
            }
            Files.copy(in, feed);
        }
        return feed;
    }

    private static void removeAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Opens the latch at the line that says that the node is ready; its first letters are enough. */
    private final class ReadyWatch extends OutputStream {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public void write(int character) {
            if (begun.length() < "ready ".length()) {
                begun.append((char) character);
            }
            if (begun.toString().equals("ready ")) {
                ready.countDown();
            }
        }
    }

    /** Stops at {@code tidings stop} only. */
    private static final class UntilAsked implements Stop {
        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public void request() {
            asked.countDown();
        }

        @Override
        public void await() throws InterruptedException {
            asked.await();
        }

        @Override
        public void finished() {}
    }
}
