package io.tidings.node.api.wire;

import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * {@code run/operator.json}: where a running node's operator API is, and which process it is.
 *
 * <p>A node that was killed leaves it behind, and anyone may listen at that port since then: whoever reads it must see
 * first whether what answers there knows the operator key, see {@link KeyProof}.
 */
public record RunFile(String url, long pid, Instant startedAt) {
    private static final int MOST_BYTES = 4096;
    private static final JsonForm<RunFile> FORM = JsonForm.of(
            (out, r) -> out.text("url", r.url())
                    .number("pid", r.pid())
                    .text("startedAt", r.startedAt().toString()),
            in -> new RunFile(in.text("url"), in.number("pid"), instant(in.text("startedAt"))));

    public static Path in(NodeHome home) {
        return home.run().resolve("operator.json");
    }

    /** Written whole or not at all, for the owner only. */
    public void write(NodeHome home) throws IOException {
        PrivateFiles.createDirectory(home.run());
        PrivateFiles.write(in(home), (FORM.text(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Empty where there is none.
     *
     * @throws IOException if there is one that cannot be read
     */
    public static Optional<RunFile> read(NodeHome home) throws IOException {
        try (var in = Files.newInputStream(in(home))) {
            return Optional.of(FORM.read(JsonIn.parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (WireException e) {
            throw new IOException(
                    in(home) + " is not what a node writes: " + e.getMessage() + "; if no node runs, delete it", e);
        }
    }

    /** Removes the file if it is still this one: a node that started since then keeps its own. */
    public void delete(NodeHome home) throws IOException {
        if (read(home).filter(this::equals).isPresent()) {
            Files.deleteIfExists(in(home));
        }
    }

    /** Whether the process that wrote it lives, or another one has its number now. */
    public boolean mayBeAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new WireException("'startedAt' is not a time: " + text);
        }
    }
}
