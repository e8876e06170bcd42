package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A node that serves in a process of its own, so that it can be killed and its memory be measured. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Returns once it is ready.
     *
     * @param home closed in this process
     * @param jvm options of the Java machine
     */
    static NodeProcess serve(Path home, String... jvm) throws IOException {
        Path log = home.resolveSibling(home.getFileName() + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", classPath(), "io.tidings.node.Main", "serve", "--home", home.toString()));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line)
                .as(() -> "the line of a node that serves; it logged:\n" + read(log))
                .startsWith("ready https://");
        return new NodeProcess(started, log);
    }

    /** Of this test run; the build's runner hides it in a property of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** As by {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has logged in all its lives. */
    String log() {
        return read(log);
    }

    /** The most memory it ever had, in MiB; empty where the system does not say. */
    OptionalLong peakMebibytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException none) {
            return none.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
