package io.tidings.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A Tidings node as a process of its own, made and spoken to by its own commands. */
final class NodeProcess implements AutoCloseable {
    private final Path program;
    private final Path home;
    private final String javaOptions;
    private final int clientPort;
    private final int peerPort;
    private Optional<Process> process = Optional.empty();

    private NodeProcess(Path program, Path home, String javaOptions) throws IOException {
        this.program = program;
        this.home = home;
        this.javaOptions = javaOptions;
        this.clientPort = freePort();
        this.peerPort = freePort();
    }

    /**
     * Makes a node that is not running yet.
     *
     * @param configured changes the text of its configuration
     */
    static NodeProcess init(
            Path program, Path home, String organisation, String javaOptions, UnaryOperator<String> configured)
            throws IOException, InterruptedException {
        var node = new NodeProcess(program, home, javaOptions);
        node.command(
                "init",
                "--organisation",
                organisation,
                "--host",
                "localhost",
                "--client-port",
                "" + node.clientPort,
                "--peer-port",
                "" + node.peerPort);
        Path file = home.resolve("tidings.yaml");
        Files.writeString(file, configured.apply(Files.readString(file)));
        return node;
    }

    /** Runs one of the node's commands to its end and gives its standard output. */
    String command(String... arguments) throws IOException, InterruptedException {
        return answering("", arguments);
    }

    /** With {@code input} on its standard input. */
    String answering(String input, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--home", home.toString()));
        Process run = new ProcessBuilder(line)
                .redirectError(home.resolveSibling(home.getFileName() + ".commands.log")
                        .toFile())
                .start();
        run.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        run.getOutputStream().close();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = run.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", arguments) + " ended with " + code + ": " + output
                    + Files.readString(home.resolveSibling(home.getFileName() + ".commands.log")));
        }
        return output;
    }

    /** Starts it and waits until it says that it is ready. */
    Duration start() throws IOException {
        var builder = new ProcessBuilder(program.toString(), "serve", "--home", home.toString());
        builder.environment().put("TIDINGS_JAVA_OPTS", javaOptions);
        long from = System.nanoTime();
        Process started = builder.redirectError(ProcessBuilder.Redirect.appendTo(
                        home.resolveSibling(home.getFileName() + ".log").toFile()))
                .start();
        process = Optional.of(started);
        var out = started.inputReader();
        for (String said = out.readLine(); said == null || !said.startsWith("ready"); said = out.readLine()) {
            if (said == null) {
                throw new IOException("the node did not start: "
                        + Files.readString(home.resolveSibling(home.getFileName() + ".log")));
            }
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    int clientPort() {
        return clientPort;
    }

    Path home() {
        return home;
    }

    /** Processor time it has used, all threads together. */
    Duration processorTime() {
        return running().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory it ever had in use, in MiB; 0 where the system does not say. */
    long peakMemory() throws IOException {
        Path status = Path.of("/proc", "" + running().pid(), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    long storeMegabytes() throws IOException {
        return Files.size(home.resolve("data").resolve("store.mv.db")) >> 20;
    }

    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            if (!process.get().waitFor(60, TimeUnit.SECONDS)) {
                process.get().destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
    }

    private Process running() {
        return process.orElseThrow(() -> new IllegalStateException("the node was not started"));
    }

    static int freePort() throws IOException {
        try (var any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
