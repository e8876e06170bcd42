package io.tidings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts nodes, loads them, and says what they reach. {@code docs/benchmarks.md} says how to run it and what came out. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures Tidings nodes from outside. Ends with 1 if a figure is missed.")
public final class Benchmark implements Callable<Integer> {
    @Option(names = "--tidings", defaultValue = "./tidings", description = "The program (default: ${DEFAULT-VALUE}).")
    private Path program = Path.of("");

    @Option(names = "--folder", required = true, description = "Where to make the nodes; some gigabytes are needed.")
    private Path folder = Path.of("");

    @Option(names = "--objects", defaultValue = "1000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private long objects;

    @Option(
            names = "--object-bytes",
            defaultValue = "600",
            description = "How long each is (default: ${DEFAULT-VALUE}).")
    private int objectBytes;

    @Option(names = "--batch", defaultValue = "1000", description = "Objects of an envelope and of a page.")
    private int batch;

    @Option(names = "--connections", defaultValue = "2", description = "Writers at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--no-follow", description = "Leave out the second node.")
    private boolean noFollow;

    @Option(
            names = "--java-options",
            defaultValue = "-Xmx512m",
            description = "Of the nodes (default: ${DEFAULT-VALUE}).")
    private String javaOptions = "";

    @Option(names = "--setting", description = "A line for the nodes' tidings.yaml.")
    private String[] settings = {};

    @Option(names = "--unsigned", description = "Nodes that seal nothing.")
    private boolean unsigned;

    private final Report report = new Report(System.out);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        report.title("machine");
        report.line(
                "%d processors, load %.1f, Java %s, node with %s",
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                System.getProperty("java.version"),
                javaOptions);
        try (NodeProcess node = NodeProcess.init(
                program.toAbsolutePath(), folder.resolve("a"), "Bank A", javaOptions, this::configured)) {
            Site site = Site.furnish(node);
            report.line("start until ready: %,d ms", node.start().toMillis());
            var loads = new Loads(report, objectBytes, connections);
            double intake = intake(site, loads);
            double pull = pull(site, loads);
            small(site, loads);
            if (!noFollow) {
                follow(site, loads);
            }
            report.title("memory");
            report.line("peak of the process %,d MiB, store %,d MiB", node.peakMemory(), node.storeMegabytes());
            node.stop();
            bare(site, loads, intake, pull);
        }
        return report.allReached() ? 0 : 1;
    }

    private String configured(String text) {
        String sealing = unsigned ? text.replace("  sign: true ", "  sign: false") : text;
        return sealing + "\n" + String.join("\n", settings) + "\n";
    }

    private double intake(Site site, Loads loads) throws Exception {
        report.title("durable intake by POST, " + connections + " connections, envelopes of " + batch);
        loads.post(site::connect, site.objects(), 20_000, batch);
        var watch = new Stopwatch(site.node()::processorTime);
        double slowest = Double.MAX_VALUE;
        double fastest = 0;
        double seconds = 0;
        int segments = 10;
        for (int segment = 1; segment <= segments; segment++) {
            loads.post(site::connect, site.objects(), objects / segments, batch);
            Stopwatch.Lap lap = watch.lap();
            double perSecond = lap.perSecond(objects / segments);
            slowest = Math.min(slowest, perSecond);
            fastest = Math.max(fastest, perSecond);
            seconds += lap.seconds();
            report.line(
                    "to %,9d: %,8.0f objects/s, node %4.1f us/object, driver %3.1f us/object, store %,d MiB",
                    segment * objects / segments,
                    perSecond,
                    lap.micros(objects / segments),
                    lap.driverMicros(objects / segments),
                    site.node().storeMegabytes());
        }
        report.atLeast("intake", objects / seconds, 20_000, "objects/s");
        report.line("slowest tenth %.2f of the fastest", slowest / fastest);
        return objects / seconds;
    }

    private double pull(Site site, Loads loads) throws IOException {
        report.title("full pull over TLS, 1 connection, pages of " + batch);
        loads.pull(site::connect, site.objects(), batch, objects / 10);
        var watch = new Stopwatch(site.node()::processorTime);
        long found = loads.pull(site::connect, site.objects(), batch, Long.MAX_VALUE);
        Stopwatch.Lap lap = watch.lap();
        report.line(
                "%,d objects, node %.1f us/object, driver %.1f us/object",
                found, lap.micros(found), lap.driverMicros(found));
        report.atLeast("pull", lap.perSecond(found), 100_000, "objects/s");
        if (found < objects) {
            throw new IOException("only " + found + " objects came back");
        }
        return lap.perSecond(found);
    }

    private void small(Site site, Loads loads) throws IOException {
        report.title("single requests, " + objects + " objects in the collection");
        String page = site.objects() + "?limit=" + batch;
        loads.ask(site::connect, page, 50);
        Times first = loads.ask(site::connect, page, 300);
        report.atMost("first page, median", first.millis(0.5), 20, "ms");
        report.line("first page, 99th of 100: %.1f ms", first.millis(0.99));
        String last;
        try (Connection connection = site.connect()) {
            last = connection
                    .get(site.objects() + "?limit=1&added_after=2100-01-01T00:00:00Z")
                    .expect(200)
                    .header("x-taxii-date-added-last");
        }
        String poll = site.objects() + "?limit=" + batch + "&added_after=" + last;
        loads.ask(site::connect, poll, 2000);
        Times none = loads.ask(site::connect, poll, 5000);
        report.atMost("poll without change, 99th of 100", none.millis(0.99), 5, "ms");
        report.line("poll without change, median: %.2f ms", none.millis(0.5));
    }

    private void follow(Site site, Loads loads) throws Exception {
        report.title("node to node over mutual TLS, durable at the receiver");
        try (NodeProcess other = NodeProcess.init(
                program.toAbsolutePath(), folder.resolve("b"), "Bank B", javaOptions, this::configured)) {
            Site receiver = Site.furnish(other);
            other.start();
            Path cardA = folder.resolve("a.card");
            Path cardB = folder.resolve("b.card");
            site.node().command("card", cardA.toString());
            other.command("card", cardB.toString());
            site.node().command("peer", "add", cardB.toString(), "--read", "bench", "--max-tlp", "red");
            other.command(
                    "peer", "add", cardA.toString(), "--follow", "bench=bench", "--max-tlp", "red", "--every", "1h");
            var watch = new Stopwatch(other::processorTime);
            Duration giver = site.node().processorTime();
            other.command("follow");
            Stopwatch.Lap lap = watch.lap();
            double giving = (site.node().processorTime().minus(giver)).toNanos() / 1e3 / objects;
            long held = loads.pull(receiver::connect, receiver.objects(), batch, Long.MAX_VALUE);
            report.line("%,d objects, receiver %.1f us/object, giver %.1f us/object", held, lap.micros(held), giving);
            report.atLeast("follow", lap.perSecond(held), 15_000, "objects/s");
            report.line(
                    "receiver: peak of the process %,d MiB, store %,d MiB", other.peakMemory(), other.storeMegabytes());
            if (held < objects) {
                throw new IOException("only " + held + " objects are there");
            }
            other.stop();
        }
    }

    /** The same load on a server that does nothing. */
    private void bare(Site site, Loads loads, double intake, double pull) throws Exception {
        report.title("a bare HTTPS server of the same libraries, in the same run");
        var envelopes = new Envelopes(new Random(), objectBytes, batch);
        Path page = folder.resolve("page.json");
        Files.write(page, envelopes.next());
        int port = NodeProcess.freePort();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        "" + port,
                        site.node().home().resolve("keystore.p12").toString(),
                        site.node().home().resolve("secrets/keystore-password").toString(),
                        page.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var said = server.inputReader();
            for (String line = said.readLine(); line != null && !line.equals("ready"); ) {
                line = said.readLine();
            }
            Loads.Door door = () -> new Connection(Trust.anyServer(), port, "");
            long posts = objects / 4;
            loads.post(door, "/", posts / 4, batch);
            var watch = new Stopwatch(
                    () -> server.toHandle().info().totalCpuDuration().orElse(Duration.ZERO));
            loads.post(door, "/", posts, batch);
            double bareIntake = watch.lap().perSecond(posts);
            int pages = (int) (objects / 4 / batch);
            loads.ask(door, "/", pages / 4);
            watch.lap();
            try (Connection connection = door.connect()) {
                for (int i = 0; i < pages; i++) {
                    connection.get("/").expect(200);
                    Page.of(connection.body(), connection.length());
                }
            }
            double barePull = watch.lap().perSecond((long) pages * batch);
            report.line(
                    "takes and forgets %,.0f objects/s; the node's intake is %.2f of that",
                    bareIntake, intake / bareIntake);
            report.line("gives %,.0f objects/s; the node's pull is %.2f of that", barePull, pull / barePull);
        } finally {
            server.destroyForcibly();
        }
    }
}
