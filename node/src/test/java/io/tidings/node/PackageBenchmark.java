package io.tidings.node;

import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFile;
import io.tidings.node.operations.PackageImportReport;
import io.tidings.node.operations.PackageOrder;
import io.tidings.node.operations.PackageReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How long packages take: {@code PackageBenchmark DIRECTORY OBJECTS STEP}, with the steps {@code prepare}, {@code create}
 * (or {@code create-plain}, not compressed), {@code verify}, {@code import} and {@code delta} in this order, each in a process of its own with {@code -Xmx512m}.
 */
final class PackageBenchmark {
    private static final int PADDING = 450;

    private final Path directory;
    private final int objects;

    private PackageBenchmark(Path directory, int objects) {
        this.directory = directory;
        this.objects = objects;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new PackageBenchmark(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Vertx vertx = Vertx.vertx();
        try {
            benchmark.run(vertx, arguments[2]);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void run(Vertx vertx, String step) throws Exception {
        Path file = directory.resolve("full.tidings");
        switch (step) {
            case "prepare" -> prepare(vertx);
            case "create" -> create(vertx, file, true, true);
            case "create-plain" -> create(vertx, file, true, false);
            case "delta" -> create(vertx, directory.resolve("delta.tidings"), false, true);
            case "verify" -> verify(file);
            case "import" -> take(vertx, file);
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void prepare(Vertx vertx) throws Exception {
        Path content = directory.resolve("content.json");
        Feed feed = new Feed(1);
        try (BufferedWriter out = Files.newBufferedWriter(content)) {
            out.write("{\"objects\": [");
            for (int i = 0; i < objects; i++) {
                String id = feed.id();
                out.write(i == 0 ? "" : ", ");
                out.write(Feed.indicator(
                        id,
                        "2026-01-01T00:00:00.000Z",
                        Feed.GREEN,
                        Feed.LIGHTHOUSE,
                        "\"description\": \"" + text(id) + "\", "));
            }
            out.write("]}");
        }
        TestNode a = TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        TestNode b = TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        a.addCollection("indicators");
        b.addCollection("from-a");
        a.agreeWith(b, "bank-b").mayRead("indicators", Tlp.RED).write();
        b.agreeWith(a, "bank-a").mayWrite("from-a", Tlp.RED).write();
        measured(
                "publish",
                () -> a.operations()
                        .publish("indicators", () -> Files.newInputStream(content), "content", p -> {})
                        .stored());
        a.close();
        b.close();
        Files.delete(content);
    }

    /** Words that compress as descriptions do, not at all as one repeated. */
    private static String text(String id) {
        StringBuilder text = new StringBuilder();
        long seed = id.hashCode();
        while (text.length() < PADDING) {
            seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append(Long.toString(seed >>> 44, 36)).append(" reported ");
        }
        return text.toString();
    }

    private void create(Vertx vertx, Path file, boolean full, boolean compress) throws Exception {
        try (TestNode a = node(vertx, "a")) {
            PackageOrder order = new PackageOrder(
                    file, Optional.of("bank-b"), List.of(), "indicators", full, false, compress, Optional.empty());
            measured("create " + (full ? "full" : "delta"), () -> {
                PackageReport report = a.operations().packages().create(order, p -> {});
                return report.objects();
            });
            System.out.println(Files.size(file) + " bytes in the file");
        }
    }

    private static void verify(Path file) throws Exception {
        measured("verify", () -> {
            Checked checked = PackageCheck.check(PackageFile.of(file, Optional.empty()), o -> {});
            return checked.manifest().objects();
        });
    }

    private void take(Vertx vertx, Path file) throws Exception {
        try (TestNode b = node(vertx, "b")) {
            measured("import", () -> {
                PackageImportReport report = b.operations()
                        .packages()
                        .take(file, Optional.empty(), Optional.empty(), p -> {})
                        .get(0);
                System.out.println(report);
                return report.objects();
            });
        }
    }

    private TestNode node(Vertx vertx, String name) throws Exception {
        return TestNode.create(vertx, directory.resolve("x" + System.nanoTime()), "x")
                .in(directory.resolve(name))
                .start();
    }

    private interface Step {
        long run() throws Exception;
    }

    private static void measured(String what, Step step) throws Exception {
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = os.getProcessCpuTime();
        long begun = System.nanoTime();
        long objects = step.run();
        System.out.printf(
                "%s: %d objects, %.1f s, %.1f s of CPU, peak %s%n",
                what, objects, (System.nanoTime() - begun) / 1e9, (os.getProcessCpuTime() - cpu) / 1e9, peak());
    }

    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("?")
                        .replaceAll("\\s+", " ")
                : "?";
    }
}
